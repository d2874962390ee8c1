using System.Security.Cryptography;
using System.Text;
using Gaia.Audit;
using Microsoft.Extensions.Options;

namespace Gaia.Access.Tokens;

/// <summary>Makes the first admin token, exactly once.</summary>
public sealed class InitializeAdmin(TokenStore store, AuditLog audit, TimeProvider time, IOptions<AccessOptions> options)
{
    /// <param name="onThisMachine">The caller is a process of the API's own account on this machine, in no sandbox, and comes through no proxy.</param>
    /// <exception cref="AccessException">access.init-forbidden, access.already-initialized, token.invalid</exception>
    public async Task<CreatedToken> RunAsync(string name, bool onThisMachine, string? secret, CancellationToken cancellationToken)
    {
        if (!onThisMachine && !IsBootstrapSecret(secret)) throw AccessException.InitForbidden();
        const string actor = "gaia";
        var created = new CreatedToken(new TokenRequest(name, Role.Admin).Grant(actor, time.GetUtcNow()), TokenSecret.New());
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await TokenStore.HasNoAdminAsync(transaction, cancellationToken)) throw AccessException.AlreadyInitialized();
        await TokenStore.InsertAsync(transaction, created.Token, created.Secret.Hash(), cancellationToken);
        var way = onThisMachine ? "from loopback" : "with the bootstrap secret";
        var entry = new AuditEntry(actor, "admin.init", $"token:{created.Token.Id}", $"{name}: the first admin token, {way}");
        await audit.AppendAsync(connection, transaction, entry, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    private bool IsBootstrapSecret(string? secret) => options.Value.BootstrapSecret is { } bootstrapSecret && secret is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(bootstrapSecret), Encoding.UTF8.GetBytes(secret));
}
