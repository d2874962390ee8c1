namespace Gaia.Access.Tokens;

public sealed class AuthenticateToken(TokenStore store, TimeProvider time)
{
    /// <summary>Whoever shows an expired token may know when it ended: only its bearer can show it.</summary>
    public async Task<CheckedToken> RunAsync(TokenSecret secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Found by its hash, so neither timing nor the index tells anything about a secret that is nearly right.
        var token = await store.FindByHashAsync(secret.Hash(), cancellationToken);
        if (token is null || !token.IsAlive(now)) return new(null, token is { RevokedAt: null } ? token.ExpiresAt : null);
        if (token.LastUsedAt is null || now - token.LastUsedAt > TimeSpan.FromMinutes(1))
            await store.TouchAsync(token.Id, now, cancellationToken);
        return new(token.Caller(), null);
    }

    /// <summary>Whether a token that was good when a long call began still is.</summary>
    public async Task<bool> IsAliveAsync(TokenId token, CancellationToken cancellationToken) =>
        await store.FindAsync(token, cancellationToken) is { } found && found.IsAlive(time.GetUtcNow());
}

/// <param name="Caller">Null when the secret is unknown, revoked or expired.</param>
/// <param name="ExpiredAt">Set when it is expired, and was not revoked before.</param>
public sealed record CheckedToken(Caller? Caller, DateTimeOffset? ExpiredAt);
