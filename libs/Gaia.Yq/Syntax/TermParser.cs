using Gaia.Documents.Nodes;
using Gaia.Yq.Functions;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Syntax;

/// <summary>Literals, paths, brackets, functions, and the path steps that may follow each of them.</summary>
internal sealed class TermParser(YqReader reader, YqParser expressions)
{
    private const int MapValueLevel = 16;

    public Operation Term()
    {
        reader.SkipSpaces();
        var column = reader.Column;
        return new StepParser(reader, expressions).Steps(Start(column));
    }

    private Operation Start(int column)
    {
        switch (reader.Peek())
        {
            case '\0': throw reader.Fail("expected an expression at the end");
            case '.' when reader.Peek(1) == '.':
                reader.Position += reader.Peek(2) == '.' ? 3 : 2;
                return new Descend(column);
            case '.':
                return new StepParser(reader, expressions).First(column);
            case '"' or '\'': return new YqStrings(reader, expressions).Read();
            case '(': return Parenthesized();
            case '[': return List(column);
            case '{': return Map(column);
            case '$':
                reader.Position++;
                return new Variable(Name("a variable's name after $"), column);
            case '-' when char.IsAsciiDigit(reader.Peek(1)): return Number(column);
            case '-':
                reader.Position++;
                return new Binary(Arithmetic.Subtract, new Literal(new IntNode(0), column), Term(), column);
        }
        return char.IsAsciiDigit(reader.Peek()) ? Number(column) : Word(column);
    }

    private Operation Parenthesized()
    {
        reader.Expect("(");
        var inner = expressions.Expression(0);
        reader.Expect(")");
        return inner;
    }

    private Collect List(int column)
    {
        reader.Expect("[");
        if (reader.Take("]")) return new Collect(null, column);
        var items = expressions.Expression(0);
        reader.Expect("]");
        return new Collect(items, column);
    }

    private BuildMap Map(int column)
    {
        reader.Expect("{");
        var entries = new List<(Operation, Operation)>();
        while (!reader.Take("}"))
        {
            entries.Add(Entry());
            if (reader.Take(",")) continue;
            reader.Expect("}");
            break;
        }
        return new BuildMap(entries, column);
    }

    private (Operation Key, Operation Value) Entry()
    {
        reader.SkipSpaces();
        var column = reader.Column;
        Operation key, short_;
        if (reader.Peek() is '(' or '.')
        {
            key = short_ = reader.Peek() == '(' ? Parenthesized() : Term();
        }
        else if (reader.Peek() is '"' or '\'')
        {
            key = new YqStrings(reader, expressions).Read();
            short_ = new Operations.Index(new Identity(column), key, optional: false, column);
        }
        else
        {
            var name = reader.ReadWhile(c => YqReader.IsWord(c) || c == '-');
            if (name.Length == 0) throw reader.Fail($"expected a key, found '{reader.Peek()}'");
            key = new Literal(new StringNode(name), column);
            short_ = new Field(new Identity(column), name, optional: false, column);
        }
        return reader.Take(":") ? (key, expressions.Expression(MapValueLevel)) : (key, short_);
    }

    private Literal Number(int column)
    {
        var text = reader.ReadWhile(c => char.IsAsciiDigit(c) || c == '-');
        if (reader.Peek() == '.' && char.IsAsciiDigit(reader.Peek(1)))
        {
            reader.Position++;
            text += "." + reader.ReadWhile(char.IsAsciiDigit);
        }
        if (reader.Peek() is 'e' or 'E' && (char.IsAsciiDigit(reader.Peek(1)) || reader.Peek(1) is '+' or '-'))
            text += reader.ReadWhile(c => char.IsAsciiDigit(c) || c is 'e' or 'E' or '+' or '-');
        return Scalars.Number(text) is var number and not NullNode ? new Literal(number, column) : throw reader.Fail($"'{text}' is not a number", column);
    }

    private Operation Word(int column)
    {
        var name = reader.Peek() == '@' ? "@" : "";
        if (name.Length > 0) reader.Position++;
        name += reader.ReadWhile(YqReader.IsWord);
        switch (name)
        {
            case "": throw reader.Fail($"unexpected '{reader.Peek()}'");
            case "true" or "false": return new Literal(new BoolNode(name == "true"), column);
            case "null": return new Literal(NullNode.Instance, column);
            case "if": return If(column);
            case "reduce": return JqReduce(column);
            default: return Function(name, column);
        }
    }

    private Call Function(string name, int column)
    {
        if (!YqFunctions.TryGet(name, out var known))
            throw reader.Fail($"unknown function '{name}'; known are {string.Join(", ", YqFunctions.Names.Order(StringComparer.Ordinal))}", column);
        var arguments = new List<Operation>();
        if (reader.Peek() == '(')
        {
            reader.Expect("(");
            do arguments.Add(expressions.Expression(0));
            while (reader.Take(";"));
            reader.Expect(")");
        }
        // yq separates the two arguments of a few functions by a comma: sub("a", "b").
        if (arguments is [Union pair] && known.Fewest == 2) arguments = [pair.First, pair.Second];
        if (arguments is [Union both] && known is { Fewest: 1, Most: 2 }) arguments = [both.First, both.Second];
        if (arguments.Count < known.Fewest || arguments.Count > known.Most)
            throw reader.Fail($"{name} takes {(known.Fewest == known.Most ? $"{known.Fewest}" : $"{known.Fewest} to {known.Most}")} arguments, not {arguments.Count}", column);
        return new Call(name, known.Function, [.. arguments], column);
    }

    private Condition If(int column)
    {
        var test = expressions.Expression(0);
        if (!reader.TakeWord("then")) throw reader.Fail("expected 'then'");
        var yes = expressions.Expression(0);
        Operation no = new Identity(column);
        if (reader.TakeWord("elif")) return new Condition(test, yes, If(column), column);
        if (reader.TakeWord("else")) no = expressions.Expression(0);
        if (!reader.TakeWord("end")) throw reader.Fail("expected 'end'");
        return new Condition(test, yes, no, column);
    }

    // jq's form: reduce source as $x (start; update)
    private Reduce JqReduce(int column)
    {
        var source = Term();
        if (!reader.TakeWord("as")) throw reader.Fail("expected 'as $name'");
        reader.Expect("$");
        var name = Name("a variable's name after $");
        reader.Expect("(");
        var start = expressions.Expression(0);
        reader.Expect(";");
        var update = expressions.Expression(0);
        reader.Expect(")");
        return new Reduce(source, name, start, update, column);
    }

    private string Name(string what) => reader.ReadWhile(YqReader.IsWord) is { Length: > 0 } name ? name : throw reader.Fail($"expected {what}");
}
