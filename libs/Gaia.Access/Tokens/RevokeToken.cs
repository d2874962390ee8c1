using Gaia.Audit;

namespace Gaia.Access.Tokens;

/// <summary>Ends a token at once. Revoking twice is no error.</summary>
public sealed class RevokeToken(TokenStore store, AuditLog audit, TimeProvider time)
{
    /// <exception cref="AccessException">token.not-found, or access.denied where it reaches further than the caller.</exception>
    public async Task<Token> RunAsync(TokenId id, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (token, changed) = await TokenStore.RevokeAsync(transaction, id, time.GetUtcNow(), cancellationToken);
        if (token is null) throw AccessException.TokenNotFound(id.Value);
        caller.DemandReachOf(token);
        if (!changed) return token;
        await audit.AppendAsync(connection, transaction, new(caller.Actor, "tokens.revoke", $"token:{id}", token.Name), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }
}
