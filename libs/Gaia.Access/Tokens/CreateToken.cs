using Gaia.Audit;

namespace Gaia.Access.Tokens;

public sealed class CreateToken(TokenStore store, AuditLog audit, TimeProvider time)
{
    /// <summary>Nobody gives more than they have: neither a higher role nor stacks out of their own reach.</summary>
    /// <exception cref="AccessException">token.invalid, token.name-taken, access.denied</exception>
    public async Task<CreatedToken> RunAsync(TokenRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var created = new CreatedToken(request.Grant(caller.Actor, time.GetUtcNow()), TokenSecret.New());
        caller.Demand(created.Token.Role);
        caller.DemandReachOf(created.Token);
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TokenStore.InsertAsync(transaction, created.Token, created.Secret.Hash(), cancellationToken);
        await audit.AppendAsync(connection, transaction, Entry(created.Token, caller.Actor), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    private static AuditEntry Entry(Token token, string actor) => new(actor, "tokens.create", $"token:{token.Id}",
        $"{token.Name}: {token.Role.Word()} on {string.Join(", ", token.Stacks)}"
        + (token.ExpiresAt is { } at ? $", expires {at:yyyy-MM-dd}" : ", does not expire"));
}
