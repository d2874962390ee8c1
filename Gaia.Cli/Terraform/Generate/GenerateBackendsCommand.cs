using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateBackendsCommand
{
    public static Command Create(CliContext context)
    {
        var template = new Option<string>("--file-template") { Description = "Path of each file, such as backends/{stack}/{component}.tf.json" };
        var stacks = new Option<string[]>("--stacks") { Description = "These stacks" };
        var components = new Option<string[]>("--components") { Description = "These components" };
        var command = new Command("backends", "Write backend.tf.json of many components") { template, stacks, components };
        var options = new GenerateOptions(command, context, one: false);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            foreach (var instance in options.All(repository, Names.Of(parsed, stacks), Names.Of(parsed, components)))
            {
                if (TerraformFiles.Backend(instance, options.Evaluation(parsed), context.Token) is not { } backend) continue;
                options.Write(parsed, parsed.GetValue(template) is { } pattern
                    ? Path.GetFullPath(GenerateTemplate.Path(pattern, instance), context.WorkingDirectory)
                    : Path.Combine(instance.AbsoluteFolder, TerraformFiles.BackendName), backend);
            }
        });
        return command;
    }
}
