using Gaia.Audit;

namespace Gaia.Access.Tokens;

/// <summary>Ends a token at once, with all that were made with it. Revoking twice is not an error.</summary>
public sealed class RevokeToken(TokenStore store, AuditLog audit, TimeProvider time)
{
    /// <exception cref="AccessException">token.not-found, also where it reaches further than the caller.</exception>
    public async Task<Token> RunAsync(TokenId id, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var ended = await TokenStore.RevokeAsync(transaction, id, time.GetUtcNow(), cancellationToken);
        var token = await TokenStore.HoldAsync(transaction, id, cancellationToken);
        if (token is null || !caller.Covers(token.Stacks)) throw AccessException.TokenNotFound(id.Value);
        foreach (var each in ended)
            await audit.AppendAsync(connection, transaction, new(caller.Actor, "tokens.revoke", $"token:{each.Id}", Detail(each, id)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static string Detail(Token token, TokenId asked) => token.Id == asked ? token.Name : $"{token.Name}: made with token:{asked}";
}
