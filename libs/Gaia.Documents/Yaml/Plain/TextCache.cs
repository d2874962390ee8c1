namespace Gaia.Documents.Yaml.Plain;

/// <summary>
/// Strings made lately: manifests say the same keys and values over and over, and one copy serves them all. Threads may
/// overwrite each other's slots; the worst is one copy more.
/// </summary>
internal static class TextCache
{
    private const int Longest = 32;

    private static readonly string?[] Slots = new string?[4096];

    public static string Text(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest) return text.ToString();
        ref var slot = ref Slots[string.GetHashCode(text) & (Slots.Length - 1)];
        var known = slot;
        return known is not null && text.SequenceEqual(known) ? known : slot = text.ToString();
    }
}
