namespace Gaia.Documents.Hcl;

/// <summary>Cuts HCL into tokens; comments (#, //, /* */) are gone, line ends stay, since they end attributes.</summary>
internal sealed class HclLexer(string source, string? file)
{
    private static readonly string[] Symbols = ["...", "==", "!=", "<=", ">=", "&&", "||", "=>", "::"];

    private readonly List<HclToken> tokens = [];
    private int at = source.StartsWith('\uFEFF') ? 1 : 0;

    public List<HclToken> Run()
    {
        while (at < source.Length) Next();
        tokens.Add(new HclToken(HclKind.End, "", source.Length));
        return tokens;
    }

    private void Next()
    {
        var c = source[at];
        if (c == '\n') Add(HclKind.NewLine, at, ++at);
        else if (char.IsWhiteSpace(c)) at++;
        else if (c == '#' || Follows("//")) at = LineEnd();
        else if (Follows("/*")) SkipBlockComment();
        else if (c == '"') ReadString();
        else if (Follows("<<") && at + 2 < source.Length && (source[at + 2] == '-' || IsNameStart(source[at + 2]))) ReadHeredoc();
        else if (char.IsAsciiDigit(c)) ReadNumber();
        else if (IsNameStart(c)) ReadName();
        else ReadSymbol();
    }

    private void ReadName()
    {
        var stop = at;
        while (stop < source.Length && (char.IsLetterOrDigit(source[stop]) || source[stop] is '_' or '-')) stop++;
        Add(HclKind.Name, at, stop);
    }

    private void ReadNumber()
    {
        var stop = at;
        while (stop < source.Length && (char.IsAsciiDigit(source[stop])
            || source[stop] == '.' && stop + 1 < source.Length && char.IsAsciiDigit(source[stop + 1])
            || source[stop] is 'e' or 'E'
            || source[stop] is '+' or '-' && source[stop - 1] is 'e' or 'E')) stop++;
        Add(HclKind.Number, at, stop);
    }

    private void ReadSymbol()
    {
        foreach (var symbol in Symbols)
            if (Follows(symbol))
            {
                Add(HclKind.Symbol, at, at + symbol.Length);
                return;
            }
        if (!"{}[]()=,.:?!<>+-*/%".Contains(source[at])) throw HclPosition.Fail(source, file, at, $"unexpected character '{source[at]}'");
        Add(HclKind.Symbol, at, at + 1);
    }

    // Quotes inside ${...} belong to the expression there, so braces are counted.
    private void ReadString()
    {
        var start = at + 1;
        var depth = 0;
        for (var i = start; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\n' && depth == 0) break;
            if (c == '\\' && depth == 0) i++;
            else if (depth == 0 && c == '"')
            {
                tokens.Add(new HclToken(HclKind.String, source[start..i], at));
                at = i + 1;
                return;
            }
            else if (c is '$' or '%' && i + 1 < source.Length && source[i + 1] == '{')
            {
                if (depth == 0 && i > start && source[i - 1] == c) continue;
                depth++;
                i++;
            }
            else if (depth > 0 && c == '{') depth++;
            else if (depth > 0 && c == '}') depth--;
        }
        throw HclPosition.Fail(source, file, at, "string without closing quote");
    }

    private void ReadHeredoc()
    {
        var indented = source[at + 2] == '-';
        var headEnd = LineEnd();
        var marker = source[(at + (indented ? 3 : 2))..headEnd].Trim();
        if (headEnd >= source.Length || marker.Length == 0) throw HclPosition.Fail(source, file, at, "heredoc without body");
        var bodyStart = headEnd + 1;
        for (var line = bodyStart; line < source.Length;)
        {
            var end = source.IndexOf('\n', line);
            if (end < 0) end = source.Length;
            if (source.AsSpan(line, end - line).Trim().SequenceEqual(marker))
            {
                tokens.Add(new HclToken(HclKind.Heredoc, source[bodyStart..line], at, indented));
                at = end;
                return;
            }
            line = end + 1;
        }
        throw HclPosition.Fail(source, file, at, $"heredoc without a closing line {marker}");
    }

    private void SkipBlockComment()
    {
        var stop = source.IndexOf("*/", at + 2, StringComparison.Ordinal);
        if (stop < 0) throw HclPosition.Fail(source, file, at, "comment without */");
        at = stop + 2;
    }

    private void Add(HclKind kind, int start, int stop)
    {
        tokens.Add(new HclToken(kind, source[start..stop], start));
        at = stop;
    }

    private int LineEnd()
    {
        var end = source.IndexOf('\n', at);
        return end < 0 ? source.Length : end;
    }

    private bool Follows(string what) => source.AsSpan(at).StartsWith(what, StringComparison.Ordinal);

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';
}
