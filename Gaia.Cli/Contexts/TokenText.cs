using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

/// <summary>A token becomes part of a header: one word of visible ASCII characters.</summary>
internal static class TokenText
{
    private const string Advice = "A token is one word, such as gaia_....";

    public static bool IsValid(string token) => token.Length > 0 && token.All(letter => letter is > ' ' and < '\x7f');

    /// <param name="source">What it was given by: "GAIA_TOKEN", "What was given".</param>
    /// <exception cref="CliException">Never shows it.</exception>
    public static string Demand(string token, string source) => IsValid(token) ? token
        : throw new CliException($"{source} is not a token: it has characters that no token has, such as a line break or a space.", ExitCodes.WrongUse, Advice);
}
