using System.CommandLine;
using System.Text;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateVarfilesCommand
{
    public static Command Create(CliContext context)
    {
        var template = new Option<string>("--file-template") { Description = "Path of each file, such as varfiles/{stack}/{component}.tfvars.json" };
        var format = FormatOption.Create(OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Hcl);
        var stacks = new Option<string[]>("--stacks") { Description = "These stacks" };
        var components = new Option<string[]>("--components") { Description = "These components" };
        var command = new Command("varfiles", "Write the variables of many components") { template, format, stacks, components };
        var options = new GenerateOptions(command, context, one: false);
        command.SetAction(parsed =>
        {
            foreach (var instance in options.All(Repository.Open(context), Names.Of(parsed, stacks), Names.Of(parsed, components)))
            {
                var path = parsed.GetValue(template) is { } pattern
                    ? Path.GetFullPath(GenerateTemplate.Path(pattern, instance), context.WorkingDirectory)
                    : Path.Combine(instance.AbsoluteFolder, Named(TerraformFiles.VarfileName(instance), parsed.Format(format)));
                options.Write(parsed, path, Content(instance, parsed.Format(format), options.Evaluation(parsed), context.Token));
            }
        });
        return command;
    }

    private static string Named(string name, OutputFormat format) => format switch
    {
        OutputFormat.Hcl => Path.ChangeExtension(name, null),
        OutputFormat.Yaml => Path.ChangeExtension(name, "yaml"),
        _ => name,
    };

    private static byte[] Content(ComponentInstance instance, OutputFormat format, EvaluationOptions evaluation, CancellationToken token)
    {
        if (format == OutputFormat.Json) return TerraformFiles.Varfile(instance, evaluation, token);
        var variables = instance.Evaluate(evaluation, token).Map("vars") ?? MapNode.Empty;
        return Encoding.UTF8.GetBytes(format == OutputFormat.Hcl ? NodeHcl.Attributes(variables) : Document.Text(variables, format));
    }
}
