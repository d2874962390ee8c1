using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Syntax;

/// <summary>"text \(expression) text"; single quotes are taken too, since expressions often stand inside YAML or a shell.</summary>
internal sealed class YqStrings(YqReader reader, YqParser expressions)
{
    public Operation Read()
    {
        var column = reader.Column;
        var quote = reader.Peek();
        reader.Position++;
        var text = new StringBuilder();
        Operation? whole = null;
        while (reader.Peek() != quote)
        {
            if (reader.AtEnd) throw reader.Fail("string without closing quote", column);
            if (reader.Peek() == '\\' && reader.Peek(1) == '(')
            {
                reader.Position += 2;
                var inner = new Interpolated(expressions.Expression(0), column);
                reader.Expect(")");
                whole = Joined(Joined(whole, text, column), inner, column);
                text.Clear();
            }
            else text.Append(Character());
        }
        reader.Position++;
        return Joined(whole, text, column) ?? new Literal(new StringNode(""), column);
    }

    public string Plain() => Read() is Literal { Value: StringNode text } ? text.Value : throw reader.Fail("a key cannot be interpolated; write .[\"...\"]");

    private char Character()
    {
        var c = reader.Peek();
        reader.Position++;
        if (c != '\\') return c;
        c = reader.Peek();
        reader.Position++;
        return c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };
    }

    private static Operation? Joined(Operation? before, StringBuilder text, int column)
    {
        if (text.Length == 0) return before;
        return Joined(before, new Literal(new StringNode(text.ToString()), column), column);
    }

    private static Operation Joined(Operation? before, Operation next, int column) =>
        before is null ? next : new Binary(Arithmetic.Add, before, next, column);

    private sealed class Interpolated(Operation inner, int column) : Operation(column)
    {
        protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
            inner.Run(run, input, scope).Select(match => YqMatch.Made(run.Made(new StringNode(Scalars.Text(match.Value)), Column)));
    }
}
