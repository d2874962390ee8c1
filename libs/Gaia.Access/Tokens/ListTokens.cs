namespace Gaia.Access.Tokens;

public sealed class ListTokens(TokenStore store)
{
    /// <summary>Newest first, revoked and expired ones too.</summary>
    public Task<IReadOnlyList<Token>> RunAsync(Guid? before, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(before, limit, cancellationToken);
}
