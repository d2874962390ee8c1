namespace Gaia.Templates.Printing;

/// <summary>One verb of a format with its flags: %-8.3f</summary>
internal struct FormatSpec()
{
    public bool Minus, Plus, Sharp, Space, Zero;
    public int Width = -1;
    public int Precision = -1;
    public char Verb;

    public readonly void Pad(BoundedWriter output, string text)
    {
        var missing = Width - RuneCount(text);
        if (missing <= 0) output.Append(text);
        else if (Minus) output.Append(text + new string(' ', missing));
        else output.Append(new string(Zero ? '0' : ' ', missing) + text);
    }

    // Zeros go between the sign and the digits.
    public readonly void PadNumber(BoundedWriter output, string sign, string digits)
    {
        if (Zero && !Minus && Width > sign.Length + digits.Length) digits = digits.PadLeft(Width - sign.Length, '0');
        var spaced = this;
        spaced.Zero = false;
        spaced.Pad(output, sign + digits);
    }

    public readonly string Sign(bool negative) => negative ? "-" : Plus ? "+" : Space ? " " : "";

    private static int RuneCount(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
