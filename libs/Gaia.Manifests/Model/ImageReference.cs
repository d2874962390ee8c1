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

    /// <summary>Whether engines take it. A first part with capitals is a registry only with a dot or a port.</summary>
    public static bool IsValid(string image) => image.Length <= 512 && Form().IsMatch(image);

    public static ImageReference Parse(string image)
    {
        var (name, digest) = image.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? (image[..at], image[(at + 1)..]) : (image, null);
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? new(name[..colon], name[(colon + 1)..], digest) : new(name, null, digest);
    }

    // As `image` of settings.schema.json, where a tag or digest is demanded too.
    [GeneratedRegex(@"^(([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?|[A-Za-z0-9-]+:[0-9]+|localhost)/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
