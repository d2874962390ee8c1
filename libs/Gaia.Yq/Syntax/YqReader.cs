namespace Gaia.Yq.Syntax;

/// <summary>The expression's characters with a position.</summary>
internal sealed class YqReader(string expression)
{
    public int Position { get; set; }

    public int Column => Position + 1;

    public bool AtEnd => Position >= expression.Length;

    public char Peek(int ahead = 0) => Position + ahead < expression.Length ? expression[Position + ahead] : '\0';

    public void SkipSpaces()
    {
        while (!AtEnd && (char.IsWhiteSpace(Peek()) || Peek() == '#'))
        {
            if (Peek() == '#')
                while (!AtEnd && Peek() != '\n') Position++;
            else Position++;
        }
    }

    public bool Take(string symbol)
    {
        SkipSpaces();
        if (!expression.AsSpan(Position).StartsWith(symbol, StringComparison.Ordinal)) return false;
        Position += symbol.Length;
        return true;
    }

    /// <summary>Takes the word only where no further letter follows it.</summary>
    public bool TakeWord(string word)
    {
        SkipSpaces();
        var end = Position + word.Length;
        if (!expression.AsSpan(Position).StartsWith(word, StringComparison.Ordinal) || end < expression.Length && IsWord(expression[end])) return false;
        Position = end;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!Take(symbol)) throw Fail(AtEnd ? $"expected '{symbol}' at the end" : $"expected '{symbol}', found '{Peek()}'");
    }

    public string ReadWhile(Func<char, bool> accepts)
    {
        var start = Position;
        while (!AtEnd && accepts(Peek())) Position++;
        return expression[start..Position];
    }

    public YqException Fail(string reason, int column = 0) => new(reason, expression, column > 0 ? column : Column);

    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
