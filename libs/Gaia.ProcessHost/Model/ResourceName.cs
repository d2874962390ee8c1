namespace Gaia.ProcessHost;

internal static class ResourceName
{
    /// <summary>Aspire's rule: letters, digits and single hyphens, starts with a letter, at most 64 characters.</summary>
    public static string Checked(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? name
            : throw new ArgumentException(
                $"Resource name '{name}' is invalid: use 1 to 64 letters, digits and single hyphens, starting with a letter.", nameof(name));

    /// <summary>As part of an environment variable: "idp-api" is IDP_API.</summary>
    public static string ForVariable(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
