using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Terraform;

internal static class TerraformVersionCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("version", "Show terraform's own version") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => ChildProcess.RunAsync(new ChildCommand(
            Repository.Open(context).Configuration.Terraform.Command is { Length: > 0 } binary ? binary : "terraform",
            ["version", .. PassedArguments.Of(parsed, context)], context.WorkingDirectory, context.Environment), context));
        return command;
    }
}
