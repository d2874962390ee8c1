using System.CommandLine;
using System.Globalization;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Cli.Tokens;

namespace Gaia.Cli.Contexts;

internal static class ContextListCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("list", "The contexts; * marks the current one") { Printing.FormatOption() };
        command.SetAction(async (parsed, _) =>
        {
            var file = ContextFile.Of(context);
            var contexts = file.Read();
            if (contexts.All.Any(saved => saved.Token is not null)) file.WarnIfOpen(context);
            IReadOnlyList<ContextReport> reports = await Task.WhenAll(contexts.All.Select(async saved =>
                ContextReport.Of(saved, contexts, await ContextAnswer.AskRoleAsync(context, new(ContextSource.Option, true, saved.Url) { Saved = saved, Token = saved.Token, TokenOwner = saved }))));
            if (parsed.IsJson()) context.PrintJson(reports, ContextJson.Default.IReadOnlyListContextReport);
            else if (reports.Count == 0) context.Error.WriteLine("No contexts. `gaia serve` makes one called local; `gaia context set NAME --url URL` makes others.");
            else context.Print(Table.Of([" ", "NAME", "URL", "STACK", "ROLE", "TOKEN"], [.. reports.Select(report => Row(report, context.Time.GetUtcNow()))]));
            if (contexts.Current == ContextName.None) context.Error.WriteLine("None is used: `gaia context use NAME` ends that.");
            ContextOverride.Warn(context);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<Piece> Row(ContextReport report, DateTimeOffset now) =>
    [
        new(report.Current ? "*" : " ", Ink.Green),
        new(report.Name, report.Current ? Ink.Bold : Ink.Plain),
        new(report.Url),
        new(report.Stack ?? ""),
        Role(report.Role, report.Problem),
        Token(report.HasToken, report.ExpiresAt, now),
    ];

    /// <param name="why">Why it is unknown.</param>
    public static Piece Role(Gaia.Contracts.Role? role, string? why) => role is { } known ? new(TokenWords.Of(known)) : new($"unknown{(why is null ? "" : $" ({why})")}", Ink.Dim);

    public static Piece Token(bool hasToken, DateTimeOffset? expiresAt, DateTimeOffset now) => (hasToken, expiresAt) switch
    {
        (false, _) => new("none", Ink.Dim),
        (true, null) => new("stored"),
        (true, { } end) => new(string.Create(CultureInfo.InvariantCulture, $"{(end <= now ? "expired" : "until")} {end:yyyy-MM-dd}"), end <= now ? Ink.Red : Ink.Green),
    };
}
