using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateBackendCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("backend", "Write backend.tf.json of one component");
        var options = new GenerateOptions(command, context, one: true);
        command.SetAction(parsed =>
        {
            var instance = options.Find(parsed);
            var backend = TerraformFiles.Backend(instance, options.Evaluation(parsed), context.Token)
                ?? throw new CliException($"Component '{instance.Name}' in stack '{instance.StackName}' has no backend.", ExitCodes.Failed,
                    "Set terraform.backend_type and terraform.backend in a manifest.");
            options.Write(parsed, Path.Combine(instance.AbsoluteFolder, TerraformFiles.BackendName), backend);
        });
        return command;
    }
}
