using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Contexts;

internal static class ContextDeleteCommand
{
    public static Command Create(CliContext context)
    {
        var name = ContextArgument.Create(context, "Name of a context");
        var command = new Command("delete", "Forget a context and its token, which stays valid until it is revoked") { name };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(name)!));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string name)
    {
        var file = ContextFile.Of(context);
        _ = file.Read().Get(name);
        var wasCurrent = false;
        await file.UpdateAsync(saved =>
        {
            wasCurrent = saved.Current == name;
            return saved.Without(name);
        }, context.Token);
        context.Error.WriteLine($"Context {name} is deleted.{(wasCurrent ? " It was the current one." : "")}");
        if (wasCurrent) SayWhatHolds(context);
        return ExitCodes.Ok;
    }

    private static void SayWhatHolds(CliContext context)
    {
        var holds = ServedHere.Find(context) is { } served ? $"commands go to the Gaia that is served from this checkout, {ApiAddress.Text(served)}" : "commands run in place, with states of their own";
        context.Error.WriteLine($"Nothing is current: {holds}. `gaia context use NAME` ends that.");
        ContextOverride.Warn(context);
    }
}
