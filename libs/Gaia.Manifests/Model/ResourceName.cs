using System.Security.Cryptography;
using System.Text;

namespace Gaia.Manifests.Model;

/// <summary>Names of a manifest as Kubernetes takes them.</summary>
internal static class ResourceName
{
    // A Service's name, with what controllers put behind it (`-5d4f8c7b9d-x2x4z`, `-0`), stays below the 63 of a label.
    private const int Longest = 52;

    /// <summary>A DNS label that begins with a letter: lower case, a dash for everything else. What is too long is cut and told apart by a hash.</summary>
    public static string Of(string name)
    {
        var label = Dashed(name);
        if (label.Length == 0 || !char.IsAsciiLetter(label[0])) label = label.Length == 0 ? $"r-{Hash(name)}" : $"r-{label}";
        return label.Length <= Longest ? label : $"{label[..(Longest - 9)].TrimEnd('-')}-{Hash(name)}";
    }

    /// <summary>A key of a Secret: `pg-kv-connectionstrings--pg`.</summary>
    public static string Key(string name) => Dashed(name) is { Length: > 0 } key ? key : Hash(name);

    /// <summary>The name of a port: at most 15, at least one letter, no two dashes side by side.</summary>
    public static string Port(string binding)
    {
        var label = string.Join('-', Dashed(binding).Split('-', StringSplitOptions.RemoveEmptyEntries));
        if (!label.Any(char.IsAsciiLetter)) label = label.Length == 0 ? "port" : $"p-{label}";
        return label.Length <= 15 ? label : $"{label[..10].TrimEnd('-')}-{Hash(binding)[..4]}";
    }

    private static string Dashed(string name) =>
        string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-')).Trim('-');

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
}
