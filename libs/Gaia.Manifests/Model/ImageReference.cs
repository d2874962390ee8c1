using System.Text.RegularExpressions;

namespace Gaia.Manifests.Model;

/// <summary>`registry:5000/repository/name:tag@sha256:...`, taken apart.</summary>
/// <param name="Repository">With its registry.</param>
internal sealed partial record ImageReference(string Repository, string? Tag, string? Digest)
{
    public string LastPart => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>`ghcr.io`, `registry:5000`; null: none is named.</summary>
    public string? Registry => Repository.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Repository[..slash] is var first
        && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost") ? first : null;

    public bool IsAlpine => Tag?.Contains("alpine", StringComparison.OrdinalIgnoreCase) == true;

    public bool HasDigest => Digest is not null && DigestPattern().IsMatch(Digest);

    public static ImageReference Parse(string image)
    {
        var (name, digest) = image.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? (image[..at], image[(at + 1)..]) : (image, null);
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? new(name[..colon], name[(colon + 1)..], digest) : new(name, null, digest);
    }

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
