using Gaia.Audit;

namespace Gaia.Access.Tokens;

public sealed class CreateToken(TokenStore store, AuditLog audit, TimeProvider time)
{
    /// <summary>Nobody gives more than they have: neither a higher role, nor stacks out of their own reach, nor more time.</summary>
    /// <exception cref="AccessException">token.invalid, token.name-taken, access.denied</exception>
    public async Task<CreatedToken> RunAsync(TokenRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var created = new CreatedToken(Within(request.Grant(caller.Actor, time.GetUtcNow()), caller), TokenSecret.New());
        caller.Demand(created.Token.Role);
        caller.DemandReachOf(created.Token);
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (caller.Token is { } parent && await TokenStore.HoldAsync(transaction, parent.Id, cancellationToken) is not { RevokedAt: null })
            throw AccessException.ParentRevoked(caller.Shown);
        await TokenStore.InsertAsync(transaction, created.Token, created.Secret.Hash(), cancellationToken);
        await audit.AppendAsync(connection, transaction, Entry(created.Token, caller.Actor), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    private static Token Within(Token token, Caller caller)
    {
        if (caller.Token is not { } parent)
            return caller.ExpiresAt is null || token.ExpiresAt is not null ? token : throw AccessException.NeedsEnd(caller.Shown);
        if (token.ExpiresAt > parent.ExpiresAt) throw AccessException.OutlivesParent(caller.Shown, parent.ExpiresAt.Value);
        return token with { Parent = parent.Id, ExpiresAt = token.ExpiresAt ?? parent.ExpiresAt };
    }

    private static AuditEntry Entry(Token token, string actor) => new(actor, "tokens.create", $"token:{token.Id}",
        $"{token.Name}: {token.Role.Word()} on {string.Join(", ", token.Stacks)}"
        + (token.ExpiresAt is { } at ? $", expires {at:yyyy-MM-dd}" : ", does not expire"));
}
