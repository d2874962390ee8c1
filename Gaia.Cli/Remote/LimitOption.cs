using System.CommandLine;
using System.Globalization;

namespace Gaia.Cli.Remote;

/// <summary>--limit of a listing.</summary>
internal static class LimitOption
{
    private const int Largest = 10_000;

    /// <returns>The first of them, and whether there are more.</returns>
    public static async Task<(List<T> Taken, bool More)> TakeAsync<T>(IAsyncEnumerable<T> all, int limit)
    {
        var taken = new List<T>();
        await foreach (var one in all)
        {
            if (taken.Count == limit) return (taken, true);
            taken.Add(one);
        }
        return (taken, false);
    }

    /// <summary>After a listing that was cut, on stderr.</summary>
    public static string More(int limit, string things) => $"There are more than these {limit} {things}: --limit N shows more, at most {Largest}.";

    public static Option<int> Create(int unlessGiven)
    {
        var limit = new Option<int>("--limit", "-n") { Description = "How many, newest first", DefaultValueFactory = _ => unlessGiven };
        // What is not a number at all the parser tells.
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is < 1 or > Largest)
                result.AddError($"--limit must be 1 to {Largest}.");
        });
        return limit;
    }
}
