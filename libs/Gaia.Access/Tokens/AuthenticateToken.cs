namespace Gaia.Access.Tokens;

public sealed class AuthenticateToken(TokenStore store, TimeProvider time)
{
    /// <returns>Null when the secret is unknown, revoked or expired; callers are not told which.</returns>
    public async Task<Caller?> RunAsync(TokenSecret secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Found by its hash, so neither timing nor the index tells anything about a secret that is nearly right.
        var token = await store.FindByHashAsync(secret.Hash(), cancellationToken);
        if (token is null || !token.IsAlive(now)) return null;
        if (token.LastUsedAt is null || now - token.LastUsedAt > TimeSpan.FromMinutes(1))
            await store.TouchAsync(token.Id, now, cancellationToken);
        return token.Caller();
    }
}
