namespace Gaia.Runs;

/// <summary>Who does it.</summary>
/// <param name="Name">As rows and the audit log have it: <c>token:019ab3f2-...</c>, <c>oidc:repo:acme/infra</c>, <c>development</c>, <c>worker:host-1</c>.</param>
public readonly record struct Actor(string Name)
{
    /// <summary>Who they are to the issuer of their token (<c>oidc:</c> and the claim <c>sub</c>), where another claim gives the name.</summary>
    public string? Subject { get; init; }

    /// <summary><c>token:ci</c>: what rows have of a token from before its id was recorded.</summary>
    public string? FormerName { get; init; }

    public bool Is(string recorded) => recorded == Name || recorded == FormerName;

    public override string ToString() => Name;
}
