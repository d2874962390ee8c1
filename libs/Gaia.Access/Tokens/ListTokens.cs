namespace Gaia.Access.Tokens;

public sealed class ListTokens(TokenStore store)
{
    /// <summary>Newest first, revoked and expired ones too; of those that reach no further than the caller.</summary>
    public async Task<IReadOnlyList<Token>> RunAsync(Guid? before, int limit, Caller caller, CancellationToken cancellationToken)
    {
        List<Token> visible = [];
        while (true)
        {
            var page = await store.ListAsync(before, limit, cancellationToken);
            visible.AddRange(page.Where(token => caller.Covers(token.Stacks)).Take(limit - visible.Count));
            if (page.Count < limit || visible.Count == limit) return visible;
            before = page[^1].Id.Value;
        }
    }
}
