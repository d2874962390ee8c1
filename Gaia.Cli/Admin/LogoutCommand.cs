using System.CommandLine;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Admin;

internal static class LogoutCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("logout", "Forget the token of the context; it stays valid until it is revoked");
        command.SetAction((_, _) => RunAsync(context));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context)
    {
        var active = ActiveContext.Of(context);
        SavedContext? forgotten = null;
        if (Owner(ContextFile.Of(context).Read(), active) is not null)
            await ContextFile.Of(context).UpdateAsync(contexts => (forgotten = Owner(contexts, active)) is { } owner ? contexts.With(owner.WithToken(null)) : contexts, context.Token);
        context.Error.WriteLine(forgotten is null
            ? $"There was no token for {ApiAddress.Text(active.Api)}."
            : $"The token of context {forgotten.Name} ({ApiAddress.Text(forgotten.Url)}) is forgotten. `gaia tokens revoke` would end it.");
        return ExitCodes.Ok;
    }

    private static SavedContext? Owner(SavedContexts contexts, ActiveContext active) =>
        active.Saved is { } saved ? contexts.Find(saved.Name) is { Token: not null } named ? named : null : contexts.WithTokenFor(active.Api);
}
