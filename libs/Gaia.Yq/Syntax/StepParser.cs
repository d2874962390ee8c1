using Gaia.Yq.Operations;

namespace Gaia.Yq.Syntax;

/// <summary>Path steps: .name, ."name", .[0], [], [1:3], ?</summary>
internal sealed class StepParser(YqReader reader, YqParser expressions)
{
    /// <summary>A term that starts with a dot.</summary>
    public Operation First(int column)
    {
        var self = new Identity(column);
        if (reader.Peek(1) == '[')
        {
            reader.Position++;
            return self;
        }
        return (Operation?)Dotted(self) ?? Alone(self);
    }

    private Identity Alone(Identity self)
    {
        reader.Position++;
        return self;
    }

    /// <summary>Steps that follow without a space.</summary>
    public Operation Steps(Operation source)
    {
        while (true)
        {
            if (reader.Peek() == '?') reader.Position++;
            else if (reader.Peek() == '[') source = Bracket(source);
            else if (reader.Peek() == '.' && reader.Peek(1) == '[') reader.Position++;
            else if (reader.Peek() == '.' && Dotted(source) is { } next) source = next;
            else return source;
        }
    }

    private Field? Dotted(Operation source)
    {
        var start = reader.Position;
        var column = reader.Column;
        reader.Position++;
        if (reader.Peek() is '"' or '\'')
        {
            var literal = new YqStrings(reader, expressions).Plain();
            return new Field(source, literal, Optional(), column);
        }
        var name = reader.ReadWhile(IsKey);
        if (name.Length > 0) return new Field(source, name, Optional(), column);
        reader.Position = start;
        return null;
    }

    // As yq, a key takes most characters: .my-key, .a/b, .na*. Two slashes are the alternative operator.
    private bool IsKey(char c) => YqReader.IsWord(c) || c is '-' or '*' or '@' or '$' || c == '/' && reader.Peek(1) != '/';

    private bool Optional()
    {
        if (reader.Peek() != '?') return false;
        reader.Position++;
        return true;
    }

    private Operation Bracket(Operation source)
    {
        var column = reader.Column;
        reader.Expect("[");
        if (reader.Take("]")) return new Iterate(source, column);
        if (reader.Take(":")) return new Slice(source, null, Until("]"), column);
        var key = expressions.Expression(0);
        if (reader.Take(":")) return new Slice(source, key, reader.Take("]") ? null : Until("]"), column);
        reader.Expect("]");
        return new Operations.Index(source, key, Optional(), column);
    }

    private Operation Until(string symbol)
    {
        var inner = expressions.Expression(0);
        reader.Expect(symbol);
        return inner;
    }
}
