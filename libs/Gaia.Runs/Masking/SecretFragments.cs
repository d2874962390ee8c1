namespace Gaia.Runs.Masking;

/// <summary>
/// What a line break leaves of a secret at the end of one line and the beginning of the next: base64 wraps at 76 columns, a
/// console where it likes. A fragment is known by <see cref="Window"/> characters; a shorter one is not found.
/// </summary>
internal sealed class SecretFragments
{
    private const int Window = 8;

    // What is shorter is not worth wrapping; what is longer has lines, which are forms of their own.
    private const int Shortest = 2 * Window, Longest = 8192;

    private readonly Dictionary<string, (string Form, int At)> windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Form, int At)>.AlternateLookup<ReadOnlySpan<char>> known;

    public SecretFragments(IEnumerable<string> forms)
    {
        foreach (var form in forms.Where(form => form.Length is >= Shortest and <= Longest))
            for (var at = 0; at + Window <= form.Length; at++) windows.TryAdd(form.Substring(at, Window), (form, at));
        known = windows.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Mask(string line)
    {
        if (windows.Count == 0) return line;
        var text = line.AsSpan().TrimEnd();
        if (Trailing(text) is var tail and > 0)
        {
            line = string.Concat(text[..^tail], SecretMask.Shown);
            if (tail == text.Length) return line;
        }
        var lead = line.Length - line.AsSpan().TrimStart().Length;
        return Leading(line.AsSpan(lead)) is var head and > 0 ? string.Concat(line.AsSpan(0, lead), SecretMask.Shown, line.AsSpan(lead + head)) : line;
    }

    private int Leading(ReadOnlySpan<char> text)
    {
        if (text.Length < Window || !known.TryGetValue(text[..Window], out var found)) return 0;
        var length = text.CommonPrefixLength(found.Form.AsSpan(found.At));
        return IsWord(text[..length]) ? 0 : length;
    }

    private int Trailing(ReadOnlySpan<char> text)
    {
        if (text.Length < Window || !known.TryGetValue(text[^Window..], out var found)) return 0;
        var length = Window;
        while (length < text.Length && found.At + Window - length > 0 && text[^(length + 1)] == found.Form[found.At + Window - length - 1]) length++;
        return IsWord(text[^length..]) ? 0 : length;
    }

    // The secret postgres://... is no reason to hide "postgres".
    private static bool IsWord(ReadOnlySpan<char> fragment)
    {
        foreach (var letter in fragment)
            if (!char.IsLetter(letter)) return false;
        return true;
    }
}
