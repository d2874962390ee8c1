namespace Gaia.Templates.Functions.Sprig;

/// <summary>Shortening with "..." as Masterminds/goutils does it.</summary>
internal static class Abbreviations
{
    public static string Right(string text, long width) => width < 4 ? text : Cut(text, 0, width);

    public static string Both(string text, long left, long right) =>
        right < 4 || left > 0 && right < 7 ? text : Cut(text, left, right);

    private static string Cut(string text, long offset, long width)
    {
        if (text.Length <= width) return text;
        if (offset > text.Length) offset = text.Length;
        if (text.Length - offset < width - 3) offset = text.Length - (width - 3);
        if (offset <= 4) return string.Concat(text.AsSpan(0, (int)width - 3), "...");
        if (offset + width - 3 < text.Length) return "..." + Cut(text[(int)offset..], 0, width - 3);
        return string.Concat("...", text.AsSpan((int)(text.Length - (width - 3))));
    }
}
