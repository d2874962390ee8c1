using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateBackendsCommand
{
    public static Command Create(CliContext context)
    {
        var template = new Option<string>("--file-template") { Description = "Path of each file, such as backends/{stack}/{component}.tf.json" };
        // As in Atmos, where this command alone writes HCL unless told.
        var format = new Option<string>("--format", "-f") { Description = "hcl, json or backend-config; hcl unless given", DefaultValueFactory = _ => "hcl" };
        OneOf.Demand(format, "hcl", "json", "backend-config");
        var stacks = new Option<string[]>("--stacks") { Description = "These stacks" };
        var components = new Option<string[]>("--components") { Description = "These components" };
        var command = new Command("backends", "Write the backends of many components") { template, format, stacks, components };
        var options = new GenerateOptions(command, context, one: false);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var form = parsed.GetValue(format)!;
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var instance in options.All(repository, Names.Of(parsed, stacks), Names.Of(parsed, components)))
            {
                if (Content(instance, form, options.Evaluation(parsed), context.Token) is not { } backend) continue;
                var path = parsed.GetValue(template) is { } pattern
                    ? Path.GetFullPath(GenerateTemplate.Path(pattern, instance), context.WorkingDirectory)
                    : Path.Combine(instance.AbsoluteFolder, form == "json" ? TerraformFiles.BackendName : "backend.tf");
                // Several instances share a folder, and it holds one backend.
                if (parsed.GetValue(template) is not null || written.Add(path)) options.Write(parsed, path, backend);
            }
        });
        return command;
    }

    private static byte[]? Content(ComponentInstance instance, string form, EvaluationOptions evaluation, CancellationToken token) => form == "json"
        ? TerraformFiles.Backend(instance, evaluation, token)
        : TerraformFiles.BackendHcl(instance, settingsOnly: form == "backend-config", evaluation, token);
}
