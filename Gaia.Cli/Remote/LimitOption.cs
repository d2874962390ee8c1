using System.CommandLine;
using System.Globalization;

namespace Gaia.Cli.Remote;

/// <summary>--limit of a listing.</summary>
internal static class LimitOption
{
    private const int Largest = 10_000;

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
