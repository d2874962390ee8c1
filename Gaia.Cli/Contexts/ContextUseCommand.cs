using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Contexts;

internal static class ContextUseCommand
{
    public static Command Create(CliContext context)
    {
        var name = ContextArgument.Create(context, "Name of a context; none switches contexts off");
        var command = new Command("use", "Make a context the current one") { name };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(name)!));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string name)
    {
        var file = ContextFile.Of(context);
        _ = file.Read().Use(name);
        var contexts = await file.UpdateAsync(saved => saved.Current == name ? saved : saved.Use(name), context.Token);
        context.Error.WriteLine(contexts.Find(name) is { } used
            ? $"Context {name} ({ApiAddress.Text(used.Url)}) is current."
            : "No context is used: terraform runs in place. `gaia context use NAME` ends that.");
        ContextOverride.Warn(context);
        return ExitCodes.Ok;
    }
}
