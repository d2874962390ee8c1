using Gaia.Audit;

namespace Gaia.Access.Tokens;

public sealed class CreateToken(TokenStore store, AuditLog audit, TimeProvider time)
{
    /// <exception cref="AccessException">token.invalid, token.name-taken</exception>
    public async Task<CreatedToken> RunAsync(TokenRequest request, string actor, CancellationToken cancellationToken)
    {
        var created = new CreatedToken(request.Grant(actor, time.GetUtcNow()), TokenSecret.New());
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TokenStore.InsertAsync(transaction, created.Token, created.Secret.Hash(), cancellationToken);
        await audit.AppendAsync(connection, transaction, Entry(created.Token, actor), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    private static AuditEntry Entry(Token token, string actor) => new(actor, "tokens.create", $"token:{token.Id}",
        $"{token.Name}: {token.Role.Word()} on {string.Join(", ", token.Stacks)}"
        + (token.ExpiresAt is { } at ? $", expires {at:yyyy-MM-dd}" : ", does not expire"));
}
