using System.Globalization;
using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>
/// Values: literals, lists and objects. An expression that needs an evaluator (a reference, a function) is refused, or
/// kept as its own text "${...}" where the reader only looks at a component's files.
/// </summary>
internal sealed class HclValues(HclCursor cursor, bool keepExpressions)
{
    public Node Expression()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw cursor.Fail("nested too deeply");
        var (start, mark) = (cursor.Offset, cursor.Mark);
        var value = keepExpressions && !IsLiteral() ? null : Literal();
        if (value is not null && !Continues()) return value;
        if (!keepExpressions) throw cursor.Fail($"only plain values are possible here, found {cursor.Peek.Describe()}");
        return new StringNode($"${{{cursor.Slice(start, SkipExpression())}}}", mark);
    }

    private bool IsLiteral() => cursor.Peek is { Kind: HclKind.String or HclKind.Heredoc or HclKind.Number } or { Kind: HclKind.Name, Text: "true" or "false" or "null" }
        || (cursor.Peek.Is("[") || cursor.Peek.Is("{")) && !cursor.OpensComprehension || cursor.Peek.Is("-") && cursor.After.Kind == HclKind.Number;

    private bool Continues() => cursor.Peek.Kind is not (HclKind.NewLine or HclKind.End)
        && !(cursor.Peek.Kind == HclKind.Symbol && cursor.Peek.Text is "," or "]" or "}" or ")" or ":");

    private Node Literal()
    {
        var mark = cursor.Mark;
        var token = cursor.Peek;
        switch (token)
        {
            case { Kind: HclKind.String }: cursor.Next(); return new StringNode(Plain(token, cursor.Unquote(token), mark), mark);
            case { Kind: HclKind.Heredoc }: cursor.Next(); return new StringNode(Plain(token, HclText.Heredoc(token.Text, token.Indented), mark), mark);
            case { Kind: HclKind.Number }: cursor.Next(); return Number(token.Text, mark);
            case { Kind: HclKind.Name, Text: "true" or "false" }: cursor.Next(); return new BoolNode(token.Text == "true", mark);
            case { Kind: HclKind.Name, Text: "null" }: cursor.Next(); return new NullNode(mark);
            case { Kind: HclKind.Name }: throw cursor.Fail($"\"{token.Text}\" is not a plain value: references and functions cannot be used here");
        }
        if (token.Is("[")) return List(mark);
        if (token.Is("{")) return Object(mark);
        if (token.Is("-") && cursor.After.Kind == HclKind.Number)
        {
            cursor.Next();
            return Number("-" + cursor.Next().Text, mark);
        }
        if (token.Is("(")) return Parenthesized();
        throw cursor.Fail($"expected a value, found {token.Describe()}");
    }

    private Node Parenthesized()
    {
        cursor.Next();
        cursor.SkipLines();
        var value = Expression();
        cursor.SkipLines();
        cursor.Expect(")");
        return value;
    }

    private string Plain(HclToken token, string text, SourceMark mark)
    {
        var body = token.Text.Replace("$${", "").Replace("%%{", "");
        if (!keepExpressions && (body.Contains("${") || body.Contains("%{")))
            throw cursor.FailAt(mark, "interpolation is not possible here; write $${ for a plain ${");
        return text;
    }

    private ListNode List(SourceMark mark)
    {
        cursor.Next();
        var items = new List<Node>();
        while (true)
        {
            cursor.SkipLines();
            if (cursor.Peek.Is("]")) break;
            items.Add(Expression());
            cursor.SkipLines();
            if (!cursor.Peek.Is("]")) cursor.Expect(",");
        }
        cursor.Next();
        return new ListNode(items, mark);
    }

    private MapNode Object(SourceMark mark)
    {
        cursor.Next();
        var entries = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        while (true)
        {
            cursor.SkipLines();
            if (cursor.Peek.Is("}")) break;
            var key = Key();
            if (!cursor.Peek.Is(":")) cursor.Expect("=");
            else cursor.Next();
            cursor.SkipLines();
            entries[key] = Expression();
            if (cursor.Peek.Is(",")) cursor.Next();
            else if (!cursor.Peek.Is("}") && cursor.Peek.Kind != HclKind.NewLine) throw cursor.Fail($"expected , or a new line, found {cursor.Peek.Describe()}");
        }
        cursor.Next();
        return new MapNode([.. entries], mark);
    }

    private string Key()
    {
        var token = cursor.Peek;
        if (keepExpressions && !(cursor.After.Is("=") || cursor.After.Is(":")))
        {
            var from = cursor.Offset;
            return cursor.Slice(from, Skip(() => cursor.Peek.Is("=") || cursor.Peek.Is(":")));
        }
        if (token.Is("(")) return Parenthesized().ToString()!;
        cursor.Next();
        return token.Kind switch
        {
            HclKind.Name or HclKind.Number => token.Text,
            HclKind.String => cursor.Unquote(token),
            _ => throw cursor.Fail($"expected a key, found {token.Describe()}"),
        };
    }

    // To the comma, bracket or line end that closes the expression; brackets inside are skipped whole.
    private int SkipExpression() => Skip(() => !Continues() && !cursor.Peek.Is(":"));

    private int Skip(Func<bool> isEnd)
    {
        var depth = 0;
        while (cursor.Peek.Kind != HclKind.End)
        {
            if (depth == 0 && isEnd()) break;
            if (cursor.Peek.Kind == HclKind.Symbol && cursor.Peek.Text is "(" or "[" or "{") depth++;
            if (cursor.Peek.Kind == HclKind.Symbol && cursor.Peek.Text is ")" or "]" or "}") depth--;
            if (depth < 0) break;
            cursor.Next();
        }
        return cursor.Offset;
    }

    private Node Number(string text, SourceMark mark)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return new IntNode(whole, mark);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return new FloatNode(number, mark);
        throw cursor.FailAt(mark, $"\"{text}\" is not a number");
    }
}
