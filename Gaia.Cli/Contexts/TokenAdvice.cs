using System.Globalization;

namespace Gaia.Cli.Contexts;

/// <summary>What to do where a token is missing or not accepted (401).</summary>
internal static class TokenAdvice
{
    private const string Expired = "access.token-expired";

    /// <param name="active">Whose token was refused; null for a token that was just given.</param>
    /// <param name="code">Of the refusal; one of an expired token says itself when that ended.</param>
    public static string For(ActiveContext? active, string code) => active switch
    {
        { TokenOwner: { } owner } => $"It is the token of context {owner.Name}{(code == Expired ? "" : Expiry(owner))}: `gaia login --context {owner.Name}` replaces it.",
        { Saved: { } saved, Token: null } => $"Context {saved.Name} has no token: `gaia login --context {saved.Name}` stores one. A new installation gets its first token from `gaia admin init`.",
        { Token: not null } => "It is the token of GAIA_TOKEN: give another, or unset it and run `gaia login`.",
        _ => "Run `gaia login`, or set GAIA_TOKEN. A new installation gets its first token from `gaia admin init`.",
    };

    private static string Expiry(SavedContext owner) =>
        owner.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $", valid until {end:yyyy-MM-dd}") : "";
}
