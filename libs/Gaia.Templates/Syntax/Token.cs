namespace Gaia.Templates.Syntax;

internal enum TokenKind
{
    Text, LeftDelimiter, RightDelimiter, Space, End,
    Bool, Character, Number, String, RawString, Nil, Dot, Field, Identifier, Variable,
    Assign, Declare, Pipe, Comma, LeftParenthesis, RightParenthesis, Symbol,
    KeyBlock, KeyBreak, KeyContinue, KeyDefine, KeyElse, KeyEnd, KeyIf, KeyRange, KeyTemplate, KeyWith,
}

/// <param name="Start">Offset of the first character in the source.</param>
/// <param name="Text">As written; for text between actions, already trimmed.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text)
{
    public int Stop => Start + Text.Length;

    public string Describe() => Kind switch
    {
        TokenKind.End => "EOF",
        >= TokenKind.KeyBlock => $"<{Text}>",
        _ => Text.Length > 10 ? $"\"{Text[..10]}\"..." : $"\"{Text}\"",
    };
}
