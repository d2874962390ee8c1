using Gaia.Cli.Hosting;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Remote;

/// <summary>Which API and as whom: GAIA_URL and GAIA_TOKEN, else what `gaia login` stored, else the default address without a token.</summary>
/// <param name="TokenSource">For people: "GAIA_TOKEN" or the credentials file; null where there is no token.</param>
internal sealed record ApiAddress(Uri Url, string? Token, string? TokenSource)
{
    public static ApiAddress Of(CliContext context)
    {
        var credentials = Credentials.Of(context);
        var stored = credentials.Read();
        var url = Parse(Value(context, "GAIA_URL") ?? stored.Current ?? GaiaClientOptions.DefaultUrl.ToString());
        if (Value(context, "GAIA_TOKEN") is { } token) return new(url, token, "GAIA_TOKEN");
        return stored.Tokens.TryGetValue(Credentials.Key(url), out var kept) ? new(url, kept, credentials.File) : new(url, null, null);
    }

    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CliException($"'{text}' is not the address of an API.", ExitCodes.WrongUse, "Write it as http://host:port or https://host.");

    private static string? Value(CliContext context, string name) =>
        context.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value.Trim() : null;
}
