using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Tokens;

internal static class TokensListCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("list", "Tokens without their secrets") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var tokens = new List<TokenResponse>();
            await foreach (var token in client.ListTokensAsync(context.Token)) tokens.Add(token);
            if (parsed.IsJson()) context.PrintJson(new Page<TokenResponse>(tokens, null), ContractsJson.Default.PageTokenResponse);
            else if (tokens.Count == 0) context.Error.WriteLine("No tokens. `gaia admin init` makes the first.");
            else context.Print(Table.Of(["ID", "NAME", "ROLE", "STACKS", "STATE", "LAST USED"], [.. tokens.Select(token => Row(token, context.Time.GetUtcNow()))]));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IReadOnlyList<Piece> Row(TokenResponse token, DateTimeOffset now) =>
    [
        new(token.Id.ToString()),
        new(token.Name),
        new(TokenWords.Of(token.Role)),
        new(string.Join(", ", token.Stacks)),
        State(token, now),
        new(token.LastUsedAt is { } used ? Elapsed.Ago(used, now) : "never"),
    ];

    private static Piece State(TokenResponse token, DateTimeOffset now) => token switch
    {
        { RevokedAt: not null } => new("revoked", Ink.Dim),
        { ExpiresAt: { } end } when end <= now => new("expired", Ink.Dim),
        { ExpiresAt: { } end } => new($"until {end:yyyy-MM-dd}", Ink.Green),
        _ => new("valid", Ink.Green),
    };
}
