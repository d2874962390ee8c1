using System.Security.Cryptography;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Telemetry;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Remote;

/// <summary>Runs what needs the API, and turns its refusals into the CLI's words and exit codes.</summary>
internal static class Online
{
    public static GaiaClient Connect(CliContext context, int retries = 3, TimeSpan? timeout = null) =>
        Connect(ActiveContext.Of(context), context, retries, timeout ?? TimeSpan.FromSeconds(60));

    public static GaiaClient Connect(ActiveContext active, CliContext context, int retries, TimeSpan timeout) =>
        new(Options(active.Api, active.Token) with { Retries = retries, Timeout = timeout }, context.Time);

    /// <summary>The same API as somebody else.</summary>
    public static GaiaClient ConnectAs(CliContext context, string token) => new(Options(ActiveContext.Of(context).Api, token), context.Time);

    /// <summary>A client that connects while the command still reads stacks; null where its address is wrong, which the command itself reports.</summary>
    public static GaiaClient? Ahead(CliContext context)
    {
        try
        {
            var client = Connect(context);
            _ = Task.Run(() => client.ConnectAsync(context.Token));
            _ = Task.Run(() => SHA256.HashData([])); // loads the machine's OpenSSL
            return client;
        }
        catch (CliException)
        {
            return null;
        }
    }

    /// <param name="ahead">From <see cref="Ahead"/>; disposed by who made it.</param>
    public static async Task<int> RunAsync(CliContext context, Func<GaiaClient, Task<int>> command, GaiaClient? ahead = null)
    {
        using var own = ahead is null ? Connect(context) : null;
        var client = ahead ?? own!;
        return await CommandSpan.RecordAsync(context, client.Url, () => TranslateAsync(context, client, command));
    }

    private static async Task<int> TranslateAsync(CliContext context, GaiaClient client, Func<GaiaClient, Task<int>> command)
    {
        try
        {
            return await command(client);
        }
        catch (GaiaApiException refusal)
        {
            throw Refused(refusal, ActiveContext.Of(context));
        }
        catch (GaiaUnreachableException nobody)
        {
            throw Unreachable(nobody, ActiveContext.Of(context));
        }
    }

    private static GaiaClientOptions Options(Uri url, string? token) => new() { Url = url, Token = token, UserAgent = $"gaia-cli/{VersionCommand.Number}" };

    /// <param name="active">Whose token was refused; null for a token that was just given.</param>
    public static CliException Refused(GaiaApiException refusal, ActiveContext? active = null) => new(refusal.Message, ExitCode(refusal.Status), [.. Hints(refusal, active)]);

    public static CliException Unreachable(GaiaUnreachableException nobody, ActiveContext? active = null) => new(nobody.Message, ExitCodes.Unreachable,
        nobody.Url.IsLoopback ? "Start it with `gaia serve`, or choose another: `gaia context list` shows them, GAIA_URL is an address."
        : active?.Saved is { } saved ? $"That is the address of context {saved.Name}; `gaia context list` shows the others. Check it and the network." : "Check GAIA_URL and the network.",
        "`gaia doctor` looks closer. With --context none terraform runs in place, with states of its own.");

    private static IEnumerable<string> Hints(GaiaApiException refusal, ActiveContext? active)
    {
        if (refusal.Problem.Nearest is { Count: > 0 } nearest) yield return $"Did you mean {string.Join(" or ", nearest.Select(name => $"`{name}`"))}?";
        if (refusal.Status == 401) yield return TokenAdvice.For(active, refusal.Code);
        if (refusal.Status == 403) yield return "`gaia status` shows which API; an admin gives other roles with `gaia tokens create`.";
        yield return refusal.TraceId is { } trace ? $"({refusal.Code}, trace {trace})" : $"({refusal.Code})";
    }

    private static int ExitCode(int status) => status switch
    {
        404 => ExitCodes.NotFound,
        409 or 412 or 423 => ExitCodes.Conflict,
        401 or 403 => ExitCodes.NotAuthorised,
        502 or 503 or 504 => ExitCodes.Unreachable,
        _ => ExitCodes.Failed,
    };
}
