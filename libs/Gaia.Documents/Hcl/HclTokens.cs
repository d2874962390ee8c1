namespace Gaia.Documents.Hcl;

internal enum HclKind
{
    End, NewLine, Name, Number, String, Heredoc, Symbol,
}

/// <param name="Text">As written; for strings and heredocs, the source between the quotes or markers.</param>
/// <param name="Indented">For heredocs: opened by &lt;&lt;- and so stripped of common indentation.</param>
internal readonly record struct HclToken(HclKind Kind, string Text, int Start, bool Indented = false)
{
    public bool Is(string symbol) => Kind == HclKind.Symbol && Text == symbol;

    public string Describe() => Kind switch
    {
        HclKind.End => "the end of the file",
        HclKind.NewLine => "the end of the line",
        HclKind.String or HclKind.Heredoc => "a string",
        _ => $"\"{Text}\"",
    };
}
