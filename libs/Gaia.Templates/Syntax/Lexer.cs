namespace Gaia.Templates.Syntax;

/// <summary>
/// Cuts a template into tokens. Text between actions is one token each, with what "{{-" and "-}}" trim already gone;
/// comments leave nothing behind.
/// </summary>
internal sealed class Lexer(string source, Delimiters delimiters)
{
    private const string CommentStart = "/*";
    private const string CommentStop = "*/";

    private readonly List<Token> tokens = [];
    private int position;

    public static List<Token> Read(string source, Delimiters delimiters) => new Lexer(source, delimiters).Run();

    private List<Token> Run()
    {
        while (position < source.Length) ReadText();
        tokens.Add(new Token(TokenKind.End, source.Length, ""));
        return tokens;
    }

    private void ReadText()
    {
        var found = source.IndexOf(delimiters.Left, position, StringComparison.Ordinal);
        var stop = found < 0 ? source.Length : found;
        var afterDelimiter = stop + delimiters.Left.Length;
        var trims = found >= 0 && TrimsLeft(afterDelimiter);
        var textStop = stop;
        while (trims && textStop > position && Delimiters.IsSpace(source[textStop - 1])) textStop--;
        if (textStop > position) tokens.Add(new Token(TokenKind.Text, position, source[position..textStop]));
        position = stop;
        if (found >= 0) ReadAction(stop, trims ? afterDelimiter + 2 : afterDelimiter);
    }

    private void ReadAction(int start, int inside)
    {
        // "{{- /* words */" counts as a comment: the space belongs to the trim marker.
        if (StartsWith(inside, CommentStart))
        {
            ReadComment(start, inside);
            return;
        }
        tokens.Add(new Token(TokenKind.LeftDelimiter, start, source[start..inside]));
        position = inside;
        position = new ActionLexer(source, delimiters, tokens, position).Run();
        SkipTrimmed();
    }

    private void ReadComment(int start, int inside)
    {
        var stop = source.IndexOf(CommentStop, inside + CommentStart.Length, StringComparison.Ordinal);
        if (stop < 0) throw new TemplateSyntaxException("unclosed comment", start, inside + CommentStart.Length);
        position = stop + CommentStop.Length;
        if (StartsWith(position, delimiters.Right)) position += delimiters.Right.Length;
        else if (TrimsRight(source, position) && StartsWith(position + 2, delimiters.Right))
        {
            position += 2 + delimiters.Right.Length;
            SkipSpaces();
        }
        else throw new TemplateSyntaxException("comment ends before closing delimiter", start, position);
    }

    private void SkipTrimmed()
    {
        if (tokens[^1] is { Kind: TokenKind.RightDelimiter, Text: [' ' or '\t' or '\r' or '\n', ..] }) SkipSpaces();
    }

    private void SkipSpaces()
    {
        while (position < source.Length && Delimiters.IsSpace(source[position])) position++;
    }

    private bool StartsWith(int at, string what) => at <= source.Length && source.AsSpan(at).StartsWith(what, StringComparison.Ordinal);

    private bool TrimsLeft(int at) => at + 1 < source.Length && source[at] == '-' && Delimiters.IsSpace(source[at + 1]);

    internal static bool TrimsRight(string source, int at) =>
        at + 1 < source.Length && Delimiters.IsSpace(source[at]) && source[at + 1] == '-';
}
