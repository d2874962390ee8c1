using System.Runtime.CompilerServices;

namespace Gaia.Contracts.Client;

internal static class Paging
{
    /// <summary>Every item of every page; the next page is asked for when the last item of one was taken.</summary>
    public static async IAsyncEnumerable<T> AllAsync<T>(
        Func<string?, Task<Page<T>>> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (items, next) = await page(cursor);
            foreach (var item in items) yield return item;
            cursor = next == cursor ? null : next;
        }
        while (cursor is not null);
    }
}
