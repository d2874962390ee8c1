using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Gaia.Access.Tokens;

/// <summary>
/// Rows name a token by its id, which stays its own when another is given its name: <c>token:019ab3f2-...</c>. People read
/// <c>token:ci</c>. A token keeps its name for ever, so that each is looked up once.
/// </summary>
public sealed partial class TokenNames(TokenStore store)
{
    private readonly ConcurrentDictionary<Guid, string> known = new();

    /// <summary>The text with the names of the tokens that it mentions; those of revoked ones too.</summary>
    public async ValueTask<string> InAsync(string text, CancellationToken cancellationToken)
    {
        var mentioned = Mention().Matches(text).Select(IdOf).ToHashSet();
        var unknown = mentioned.Where(id => !known.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
            foreach (var (id, name) in await store.NamesAsync(unknown, cancellationToken)) known[id] = name;
        return mentioned.Count == 0 ? text : Mention().Replace(text, mention => known.TryGetValue(IdOf(mention), out var name) ? $"token:{name}" : mention.Value);
    }

    private static Guid IdOf(Match mention) => Guid.ParseExact(mention.Groups[1].ValueSpan, "D");

    [GeneratedRegex("token:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9._@-])")]
    private static partial Regex Mention();
}
