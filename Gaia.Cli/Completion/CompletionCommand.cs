using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;

namespace Gaia.Cli.Completion;

internal static class CompletionCommand
{
    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        OneOf.Demand(shell, "bash", "zsh", "fish");
        var command = new Command("completion", "Print the script that completes gaia in a shell") { shell };
        command.SetAction(parsed => context.Out.Write(parsed.GetValue(shell) switch
        {
            "zsh" => CompletionScripts.Zsh,
            "fish" => CompletionScripts.Fish,
            _ => CompletionScripts.Bash,
        }));
        return command;
    }
}
