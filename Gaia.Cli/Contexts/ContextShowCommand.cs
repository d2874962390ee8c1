using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Contexts;

internal static class ContextShowCommand
{
    public static Command Create(CliContext context)
    {
        var name = ContextArgument.Create(context, "Name of a context; without it the one that commands have here", required: false);
        var command = new Command("show", "A context, and whether its Gaia answers") { name, Printing.FormatOption() };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(name), parsed.IsJson()));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json)
    {
        var contexts = ContextFile.Of(context).Read();
        var active = name is null ? ActiveContext.Of(context) : ActiveContext.Of(context with { Settings = context.Settings with { Context = contexts.Get(name).Name } });
        var shown = await ShownAsync(context, contexts, active, byName: name is not null);
        if (json) context.PrintJson(shown, ContextJson.Default.ShownContext);
        else context.Print(Lines(active, shown, context.Time.GetUtcNow()));
        return ExitCodes.Ok;
    }

    private static async Task<ShownContext> ShownAsync(CliContext context, SavedContexts contexts, ActiveContext active, bool byName)
    {
        ContextSource? source = byName ? null : active.Source;
        if (!active.Exists) return new(ContextName.None, source, null, false, null, null, false, null, null, null, null);
        var answer = await ContextAnswer.AskAsync(context, active);
        return new(
            active.Saved?.Name, source, ApiAddress.Text(active.Api), active.Saved is { } saved && saved.Name == contexts.Current, active.Saved?.Stack,
            answer.Me?.Role, active.Token is not null, answer.Me is { } me ? me.ExpiresAt : active.TokenOwner?.ExpiresAt, answer.Problem is null, answer.Version, answer.Problem);
    }

    private static IEnumerable<Line> Lines(ActiveContext active, ShownContext shown, DateTimeOffset now)
    {
        if (!active.Exists)
        {
            yield return $"{(active.Source == ContextSource.Nothing ? "No context" : $"Context none ({Words(active.Source)})")}: terraform runs in place.";
            yield return $"Commands that need the API ask {ApiAddress.Text(active.Api)}.";
            yield break;
        }
        yield return Row("Name", new(shown.Name ?? "(unnamed)", Ink.Bold));
        if (shown.Source is { } source) yield return Row("Chosen by", new(Words(source)));
        yield return Row("URL", new(shown.Url!));
        yield return Row("Stack", new(shown.Stack ?? "none"));
        yield return Row("Token", active is { Token: not null, TokenOwner: null } ? new("GAIA_TOKEN") : ContextListCommand.Token(shown.HasToken, shown.ExpiresAt, now));
        yield return Row("Role", ContextListCommand.Role(shown.Role, shown.Problem is null ? "it is an older Gaia, which does not tell" : "the API does not answer for it"));
        yield return Row("API", shown.Problem is { } problem ? new(problem, Ink.Red) : new($"answers, {shown.Version}", Ink.Green));
    }

    private static Line Row(string name, Piece value) => new(new Piece($"{name,-11}", Ink.Dim), value);

    private static string Words(ContextSource source) => source switch
    {
        ContextSource.Option => "--context",
        ContextSource.Variable => "GAIA_CONTEXT",
        ContextSource.Url => "GAIA_URL",
        ContextSource.Current => "gaia context use",
        ContextSource.Served => "the AppHost that runs for this checkout",
        ContextSource.Nothing => "nothing",
    };
}
