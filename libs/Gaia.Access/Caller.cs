using Gaia.Access.Tokens;
using Gaia.Contracts;

namespace Gaia.Access;

/// <summary>Who asks, and how far they may go.</summary>
/// <param name="Actor">As the audit log has them: <c>token:019ab3f2-...</c>, <c>oidc:repo:acme/infra</c>, <c>development</c>.</param>
/// <param name="Stacks">Globs of the stacks they reach.</param>
public sealed record Caller(string Actor, Role Role, IReadOnlyList<string> Stacks)
{
    /// <summary>Who works on their own machine, in Development, on loopback and with the API's own account, without a token.</summary>
    public static Caller Development { get; } = new("development", Role.Admin, ["*"]);

    /// <summary>Null unless it is a token of Gaia's.</summary>
    public Token? Token { get; init; }

    /// <summary><c>oidc:</c> and the issuer's subject; null of who has a token of Gaia or none.</summary>
    public string? Subject { get; init; }

    /// <summary>For people: <c>token:ci</c>.</summary>
    public string Shown => Token is { } token ? $"token:{token.Name}" : Actor;

    /// <summary>When what they showed ends; null where it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool ReachesAll => Stacks.Contains("*");

    /// <summary>For SQL: patterns of LIKE; null where no stack is out of reach.</summary>
    public IReadOnlyList<string>? ReachedStacks() => ReachesAll ? null : [.. Stacks.Select(StackGlob.ToLike)];

    public bool Reaches(string stack) => Stacks.Any(glob => StackGlob.Matches(glob, stack));

    /// <summary>Whether whoever has these globs reaches nothing that is out of the caller's reach.</summary>
    public bool Covers(IReadOnlyList<string> stacks) => stacks.All(inner => Stacks.Any(outer => StackGlob.Covers(outer, inner)));

    public bool May(Role role, string stack) => Role >= role && Reaches(stack);

    /// <exception cref="AccessException">access.denied</exception>
    public void Demand(Role role)
    {
        if (Role < role) throw AccessException.RoleDenied(Shown, Role, role);
    }

    /// <summary>For what cannot be shown in part.</summary>
    /// <exception cref="AccessException">access.denied</exception>
    public void DemandAllStacks()
    {
        if (!ReachesAll) throw AccessException.PartDenied(Shown, Stacks);
    }

    /// <exception cref="AccessException">access.denied, where the token reaches further than the caller.</exception>
    internal void DemandReachOf(Token token)
    {
        if (!Covers(token.Stacks)) throw AccessException.GrantDenied(Shown, Stacks, token.Stacks);
    }

    /// <summary>For a stack that the caller did not name, and is not told where it is out of reach.</summary>
    /// <exception cref="AccessException">access.denied</exception>
    public void DemandAlso(Role role, string stack)
    {
        Demand(role);
        if (!Reaches(stack)) throw AccessException.OtherStackDenied(Shown, Stacks);
    }

    /// <exception cref="AccessException">access.denied</exception>
    public void Demand(Role role, string stack)
    {
        Demand(role);
        if (!Reaches(stack)) throw AccessException.StackDenied(Shown, Stacks, stack);
    }
}
