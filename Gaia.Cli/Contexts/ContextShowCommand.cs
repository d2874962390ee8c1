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
        var answer = active.Exists ? await ContextAnswer.AskAsync(context, active) : null;
        var shown = Shown(contexts, active, answer);
        if (json) context.PrintJson(shown, ContextJson.Default.ShownContext);
        else context.Print(Lines(active, shown, answer, byName: name is not null, context.Time.GetUtcNow()));
        return ExitCodes.Ok;
    }

    private static ShownContext Shown(SavedContexts contexts, ActiveContext active, ContextAnswer? answer)
    {
        if (answer is null) return new(ContextName.None, active.Source, null, false, null, null, false, null, null, null, null);
        return new(
            active.Saved?.Name, active.Source, ApiAddress.Text(active.Api), active.Saved is { } saved && saved.Name == contexts.Current, active.Saved?.Stack,
            answer.Me?.Role, active.Token is not null, answer.Me is { } me ? me.ExpiresAt : active.TokenOwner?.ExpiresAt, answer.Problem is null, answer.Version, answer.Problem);
    }

    private static IEnumerable<Line> Lines(ActiveContext active, ShownContext shown, ContextAnswer? answer, bool byName, DateTimeOffset now)
    {
        if (answer is null)
        {
            yield return $"{(active.Source == ContextSource.Nothing ? "No context" : $"Context none ({Words(active.Source)})")}: terraform runs in place.";
            yield return $"Commands that need the API ask {ApiAddress.Text(active.Api)}.";
            yield break;
        }
        yield return Row("Name", new(shown.Name ?? "(unnamed)", Ink.Bold));
        if (!byName) yield return Row("Chosen by", new(Words(active.Source)));
        yield return Row("URL", new(shown.Url!));
        yield return Row("Stack", new(shown.Stack ?? "none"));
        yield return Row("Token", active is { Token: not null, TokenOwner: null } ? new("GAIA_TOKEN") : ContextListCommand.Token(shown.HasToken, shown.ExpiresAt, now));
        yield return Row("Role", ContextListCommand.Role(shown.Role, answer.Problem is null ? answer.Why : answer.RefusesToken ? "the token is refused" : "the API does not answer for it"));
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
