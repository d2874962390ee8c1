namespace Gaia.Manifests.Network.Simulation;

/// <summary>How Istio compares: whole, `prefix*`, `*suffix`, and `*` for whatever is there.</summary>
internal static class MeshText
{
    public static bool Matches(string pattern, string? value) => value is not null && pattern switch
    {
        "*" => value.Length > 0,
        ['*', .. var end] => value.EndsWith(end, StringComparison.Ordinal),
        [.. var start, '*'] => value.StartsWith(start, StringComparison.Ordinal),
        _ => value == pattern,
    };
}
