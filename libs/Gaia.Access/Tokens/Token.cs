namespace Gaia.Access.Tokens;

public readonly record struct TokenId(Guid Value)
{
    public static TokenId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public sealed record Token(
    TokenId Id, string Name, Role Role, IReadOnlyList<string> Stacks, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The token that made it, and that it does not outlive.</summary>
    public TokenId? Parent { get; init; }

    public bool IsAlive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    public Caller Caller() => new($"token:{Id}", Role, Stacks) { Token = this, ExpiresAt = ExpiresAt };
}

/// <summary>A token with its secret, which is known to nobody afterwards.</summary>
public sealed record CreatedToken(Token Token, TokenSecret Secret);
