namespace Gaia.Runs.Masking;

/// <summary>
/// What a line break leaves of a secret at the end of one line and the beginning of the next: base64 wraps at 76 columns, a
/// console where it likes. A fragment is known by <see cref="Window"/> characters; of a long secret only every eighth place is kept, so that
/// a fragment needs <c>2 * Window - 1</c> characters to be found there. A shorter one is not found.
/// </summary>
internal sealed class SecretFragments
{
    private const int Window = 8, Shortest = 2 * Window, AllPlaces = 512, MostPlaces = 1_000_000;

    private readonly List<string> forms = [];
    private readonly Dictionary<ulong, (int Form, int At)> places = [];

    /// <param name="forms">What is left out beyond <see cref="MostPlaces"/> is the end of the list.</param>
    public SecretFragments(IEnumerable<string> forms)
    {
        foreach (var form in forms.Where(form => form.Length >= Shortest && !form.Contains('\n', StringComparison.Ordinal)))
        {
            if (places.Count > MostPlaces) return;
            this.forms.Add(form);
            for (var at = 0; at + Window <= form.Length; at += form.Length <= AllPlaces ? 1 : Window)
                places.TryAdd(Key(form.AsSpan(at, Window)), (this.forms.Count - 1, at));
        }
    }

    public string Mask(string line)
    {
        if (places.Count == 0) return line;
        var text = line.AsSpan().TrimEnd();
        if (Trailing(text) is var tail and > 0)
        {
            line = string.Concat(text[..^tail], SecretMask.Shown);
            if (tail == text.Length) return line;
        }
        var lead = line.Length - line.AsSpan().TrimStart().Length;
        return Leading(line.AsSpan(lead)) is var head and > 0 ? string.Concat(line.AsSpan(0, lead), SecretMask.Shown, line.AsSpan(lead + head)) : line;
    }

    /// <summary>How many of the first characters are a part of a secret.</summary>
    private int Leading(ReadOnlySpan<char> text)
    {
        for (var skipped = 0; skipped < Window && skipped + Window <= text.Length; skipped++)
        {
            if (!TryFind(text.Slice(skipped, Window), out var form, out var at) || at < skipped || !form.AsSpan(at - skipped, skipped).SequenceEqual(text[..skipped])) continue;
            var length = text.CommonPrefixLength(form.AsSpan(at - skipped));
            return IsWord(text[..length]) ? 0 : length;
        }
        return 0;
    }

    /// <summary>How many of the last characters are a part of a secret.</summary>
    private int Trailing(ReadOnlySpan<char> text)
    {
        for (var skipped = 0; skipped < Window && skipped + Window <= text.Length; skipped++)
        {
            var start = text.Length - skipped - Window;
            if (!TryFind(text.Slice(start, Window), out var form, out var at) || at + Window + skipped > form.Length
                || !form.AsSpan(at + Window, skipped).SequenceEqual(text[^skipped..])) continue;
            while (start > 0 && at > 0 && text[start - 1] == form[at - 1]) (start, at) = (start - 1, at - 1);
            return IsWord(text[start..]) ? 0 : text.Length - start;
        }
        return 0;
    }

    private bool TryFind(ReadOnlySpan<char> window, out string form, out int at)
    {
        var found = places.TryGetValue(Key(window), out var place) && forms[place.Form].AsSpan(place.At, Window).SequenceEqual(window);
        (form, at) = found ? (forms[place.Form], place.At) : ("", 0);
        return found;
    }

    private static ulong Key(ReadOnlySpan<char> window)
    {
        var key = 14695981039346656037UL;
        foreach (var letter in window) key = (key ^ letter) * 1099511628211UL; // FNV-1a; a hit is compared
        return key;
    }

    // The secret postgres://... does not make "postgres" one.
    private static bool IsWord(ReadOnlySpan<char> fragment)
    {
        foreach (var letter in fragment)
            if (!char.IsLetter(letter)) return false;
        return true;
    }
}
