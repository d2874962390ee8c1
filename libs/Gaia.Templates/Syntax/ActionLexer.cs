namespace Gaia.Templates.Syntax;

/// <summary>Cuts what stands between two delimiters; the closing delimiter is the last token it adds.</summary>
internal sealed class ActionLexer(string source, Delimiters delimiters, List<Token> tokens, int from)
{
    private readonly int begin = from;
    private int position = from;
    private int open;

    /// <returns>Offset behind the closing delimiter.</returns>
    public int Run()
    {
        while (!TryClose()) ReadToken();
        return position;
    }

    private bool TryClose()
    {
        var trim = Lexer.TrimsRight(source, position) ? 2 : 0;
        if (!AtRightDelimiter(trim) && !AtRightDelimiter(trim = 0)) return false;
        if (open > 0) throw Fail("unclosed left paren", position, position + 1);
        Add(TokenKind.RightDelimiter, trim + delimiters.Right.Length);
        return true;
    }

    private bool AtRightDelimiter(int skip) =>
        position + skip <= source.Length && source.AsSpan(position + skip).StartsWith(delimiters.Right, StringComparison.Ordinal);

    private void ReadToken()
    {
        if (position >= source.Length) throw Fail("unclosed action", begin, Math.Min(source.Length, begin + 20));
        var c = source[position];
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n': ReadSpaces(); break;
            case '=': Add(TokenKind.Assign, 1); break;
            case ':' when Peek(1) == '=': Add(TokenKind.Declare, 2); break;
            case ':': throw Fail("expected :=", position, position + 1);
            case '|': Add(TokenKind.Pipe, 1); break;
            case ',': Add(TokenKind.Comma, 1); break;
            case '"': ReadQuoted('"', TokenKind.String, "unterminated quoted string"); break;
            case '\'': ReadQuoted('\'', TokenKind.Character, "unterminated character constant"); break;
            case '`': ReadRaw(); break;
            case '$': ReadName(TokenKind.Variable); break;
            case '.' when !char.IsAsciiDigit(Peek(1)): ReadName(TokenKind.Field); break;
            case '(': open++; Add(TokenKind.LeftParenthesis, 1); break;
            case ')' when open == 0: throw Fail("unexpected right paren", position, position + 1);
            case ')': open--; Add(TokenKind.RightParenthesis, 1); break;
            case '+' or '-' or '.': ReadNumber(); break;
            default:
                if (char.IsAsciiDigit(c)) ReadNumber();
                else if (IsWord(c)) ReadName(TokenKind.Identifier);
                else if (c is > ' ' and < '\x7f') Add(TokenKind.Symbol, 1);
                else throw Fail($"unrecognized character in action: U+{(int)c:X4}", position, position + 1);
                break;
        }
    }

    private void ReadSpaces()
    {
        var stop = position;
        while (stop < source.Length && Delimiters.IsSpace(source[stop])) stop++;
        // The last space belongs to a trim marker if "-}}" follows.
        var beforeMarker = stop - 1;
        if (Lexer.TrimsRight(source, beforeMarker)
            && source.AsSpan(beforeMarker + 2).StartsWith(delimiters.Right, StringComparison.Ordinal)) stop = beforeMarker;
        if (stop > position) Add(TokenKind.Space, stop - position);
    }

    private void ReadQuoted(char quote, TokenKind kind, string complaint)
    {
        for (var i = position + 1; i < source.Length && source[i] != '\n'; i++)
        {
            if (source[i] == quote)
            {
                Add(kind, i + 1 - position);
                return;
            }
            if (source[i] == '\\') i++;
        }
        throw Fail(complaint, position, position + 1);
    }

    private void ReadRaw()
    {
        var stop = source.IndexOf('`', position + 1);
        if (stop < 0) throw Fail("unterminated raw quoted string", position, position + 1);
        Add(TokenKind.RawString, stop + 1 - position);
    }

    private void ReadName(TokenKind kind)
    {
        var stop = position + (kind == TokenKind.Identifier ? 0 : 1);
        while (stop < source.Length && IsWord(source[stop])) stop++;
        if (!Terminates(stop)) throw Fail($"bad character {Show(source[stop])}", position, stop + 1);
        if (kind == TokenKind.Field && stop == position + 1) kind = TokenKind.Dot;
        if (kind == TokenKind.Identifier) kind = KindOf(source.AsSpan(position, stop - position));
        Add(kind, stop - position);
    }

    private void ReadNumber()
    {
        var stop = NumberLiteral.Scan(source, position);
        if (stop < source.Length && IsWord(source[stop]) || stop == position)
            throw Fail($"bad number syntax: \"{source[position..Math.Min(source.Length, stop + 1)]}\"", position, stop + 1);
        Add(TokenKind.Number, stop - position);
    }

    private static TokenKind KindOf(ReadOnlySpan<char> word) => word switch
    {
        "true" or "false" => TokenKind.Bool,
        "nil" => TokenKind.Nil,
        "block" => TokenKind.KeyBlock,
        "break" => TokenKind.KeyBreak,
        "continue" => TokenKind.KeyContinue,
        "define" => TokenKind.KeyDefine,
        "else" => TokenKind.KeyElse,
        "end" => TokenKind.KeyEnd,
        "if" => TokenKind.KeyIf,
        "range" => TokenKind.KeyRange,
        "template" => TokenKind.KeyTemplate,
        "with" => TokenKind.KeyWith,
        _ => TokenKind.Identifier,
    };

    private bool Terminates(int at) => at >= source.Length
        || source[at] is ' ' or '\t' or '\r' or '\n' or '.' or ',' or '|' or ':' or '=' or ')' or '('
        || source.AsSpan(at).StartsWith(delimiters.Right, StringComparison.Ordinal);

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new Token(kind, position, source.Substring(position, length)));
        position += length;
    }

    private char Peek(int ahead) => position + ahead < source.Length ? source[position + ahead] : '\0';

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static string Show(char c) => $"U+{(int)c:X4} '{c}'";

    private static TemplateSyntaxException Fail(string reason, int start, int stop) => new(reason, start, stop);
}
