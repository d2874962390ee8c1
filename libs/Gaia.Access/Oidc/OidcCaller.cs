using Gaia.Contracts;

namespace Gaia.Access.Oidc;

public static class OidcCaller
{
    /// <summary>What the verified claims of a token are worth, or null when no rule fits them.</summary>
    public static Caller? From(IReadOnlyCollection<KeyValuePair<string, string>> claims, OidcOptions options)
    {
        var actor = claims.FirstOrDefault(claim => claim.Key == options.ActorClaim).Value;
        if (string.IsNullOrEmpty(actor)) return null;
        var rule = options.Rules.FirstOrDefault(rule => claims.Any(claim => claim.Key == rule.Claim && StackGlob.Matches(rule.Value, claim.Value)));
        if (rule is null) return null;
        var subject = claims.FirstOrDefault(claim => claim.Key == "sub").Value;
        return new($"oidc:{actor}", rule.Role, [.. rule.Stacks]) { Subject = string.IsNullOrEmpty(subject) ? null : $"oidc:{subject}" };
    }
}
