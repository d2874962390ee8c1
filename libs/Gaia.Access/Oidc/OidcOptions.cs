using Gaia.Contracts;

namespace Gaia.Access.Oidc;

/// <summary>Section <c>Gaia:Oidc</c>: bearer tokens of an OpenID Connect issuer, such as a CI system's. Off without an authority.</summary>
public sealed class OidcOptions
{
    public const string Section = "Gaia:Oidc";

    public const string Advice = "Gaia__Oidc__Authority needs to be https, with a Gaia__Oidc__Audience and at least one rule: Gaia__Oidc__Rules__0__Claim, __Value (glob) "
        + "and __Role, with globs of stacks in __Stacks__0. Unset Gaia__Oidc__Authority to switch it off.";

    /// <summary>The issuer's URL; https, save in Development on loopback.</summary>
    public string? Authority { get; set; }

    public string? Audience { get; set; }

    /// <summary>The claim that names the actor. Default <c>sub</c>.</summary>
    public string ActorClaim { get; set; } = "sub";

    /// <summary>Tried in order; the first that fits decides. A token that fits none is refused.</summary>
    public IList<OidcRule> Rules { get; set; } = [];

    public bool IsOn => !string.IsNullOrEmpty(Authority);

    internal static bool IsConsistent(OidcOptions options) => !options.IsOn
        || (Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority)
            && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)
            && !string.IsNullOrEmpty(options.Audience)
            && options.Rules is not []
            && options.Rules.All(rule => rule is { Claim.Length: > 0, Value.Length: > 0 } && rule.Stacks.All(StackGlob.IsValid)));
}

/// <summary>Who holds this claim with this value gets this role on these stacks.</summary>
public sealed class OidcRule
{
    public string Claim { get; set; } = "";

    /// <summary>A glob over the claim's value: <c>repo:acme/infra:ref:refs/heads/main</c>, <c>repo:acme/infra:*</c>.</summary>
    public string Value { get; set; } = "";

    public Role Role { get; set; } = Role.Viewer;

    /// <summary>Globs of stacks. Default: none, so that a rule without them gives nothing away.</summary>
    public IList<string> Stacks { get; set; } = [];
}
