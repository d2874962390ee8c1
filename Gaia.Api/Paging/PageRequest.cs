using Gaia.Api.Validation;
using Microsoft.AspNetCore.Mvc;

namespace Gaia.Api.Paging;

/// <summary><c>?limit=</c> and <c>?cursor=</c> of a listing.</summary>
/// <param name="Limit">1 to 200, 50 when left out.</param>
/// <param name="Cursor">What the page before gave as <c>next</c>.</param>
internal readonly record struct PageRequest([FromQuery(Name = "limit")] int? Limit, [FromQuery(Name = "cursor")] string? Cursor)
{
    public const int Most = 200;

    public int Size => Limit switch
    {
        null => 50,
        >= 1 and <= Most => Limit.Value,
        _ => throw new RequestException("page.bad-limit", $"limit is {Limit}; give 1 to {Most}.",
            new Dictionary<string, string[]> { ["limit"] = [$"must be 1 to {Most}"] }),
    };

    public T? After<T>() where T : struct, IParsable<T>
    {
        if (string.IsNullOrEmpty(Cursor)) return null;
        if (T.TryParse(Cursor, null, out var position)) return position;
        throw new RequestException("page.bad-cursor", "This cursor is not one that a listing gave. Start without a cursor.");
    }
}
