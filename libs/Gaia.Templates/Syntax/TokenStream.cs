namespace Gaia.Templates.Syntax;

internal sealed class TokenStream(List<Token> tokens)
{
    private int position;

    public Token Last => tokens[Math.Max(0, position - 1)];

    public Token Peek(int ahead = 0) => tokens[Math.Min(position + ahead, tokens.Count - 1)];

    public Token Next()
    {
        var token = Peek();
        if (position < tokens.Count) position++;
        return token;
    }

    public Token PeekNonSpace()
    {
        while (Peek().Kind == TokenKind.Space) position++;
        return Peek();
    }

    public Token NextNonSpace()
    {
        PeekNonSpace();
        return Next();
    }

    /// <summary>The keyword that opens the action ahead, if the next token opens one.</summary>
    public TokenKind Keyword()
    {
        if (Peek().Kind != TokenKind.LeftDelimiter) return Peek().Kind;
        var ahead = Peek(1).Kind == TokenKind.Space ? 2 : 1;
        return Peek(ahead).Kind;
    }
}
