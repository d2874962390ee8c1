using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

internal static class ContextName
{
    /// <summary>Means in place, without a Gaia; no context can have it.</summary>
    public const string None = "none";

    private const int Longest = 63;

    /// <exception cref="CliException">A context cannot be called so.</exception>
    public static void Check(string name)
    {
        if (name.Equals(None, StringComparison.OrdinalIgnoreCase))
            throw new CliException($"A context cannot be called `{name}`: that word switches contexts off.", ExitCodes.WrongUse, "Choose another name.");
        if (!IsValid(name))
            throw new CliException($"'{name}' is not a valid name of a context.", ExitCodes.WrongUse,
                $"Use up to {Longest} letters, digits, `.`, `-` and `_`; the first is a letter or a digit.");
    }

    /// <summary>The host's name, made valid: "gaia.example", of [::1] "1".</summary>
    public static string Of(Uri url)
    {
        var name = new string([.. url.Host.Select(letter => IsLetter(letter) ? letter : '-')]).Trim('-', '.', '_');
        return name is { Length: > 0 and <= Longest } && name != None ? name : "gaia";
    }

    private static bool IsValid(string name) => name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsLetter);

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
