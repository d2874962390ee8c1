using System.CommandLine;
using System.Text;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateVarfilesCommand
{
    public static Command Create(CliContext context)
    {
        var template = new Option<string>("--file-template") { Description = "Path of each file, such as varfiles/{stack}/{component}.tfvars.json" };
        var format = FormatOption.Create(OutputFormat.Json, OutputFormat.Yaml);
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
                    : Path.Combine(instance.AbsoluteFolder, TerraformFiles.VarfileName(instance));
                var content = parsed.Format(format) == OutputFormat.Json
                    ? TerraformFiles.Varfile(instance, options.Evaluation(parsed), context.Token)
                    : Encoding.UTF8.GetBytes(Document.Text(instance.Evaluate(options.Evaluation(parsed), context.Token)["vars"] ?? MapNode.Empty, OutputFormat.Yaml));
                options.Write(parsed, path, content);
            }
        });
        return command;
    }
}
