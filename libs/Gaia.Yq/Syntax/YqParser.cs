using System.Runtime.CompilerServices;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Syntax;

/// <summary>
/// Operators by yq's own precedence, which is not jq's: "," binds loosest, then and/or, then |, then = and
/// comparisons, then // and all arithmetic alike, from left to right.
/// </summary>
internal sealed class YqParser(string expression)
{
    private const int UnionLevel = 10;
    private const int LogicLevel = 20;
    private const int PipeLevel = 30;
    private const int CompareLevel = 40;
    private const int ArithmeticLevel = 42;

    private readonly YqReader reader = new(expression);

    public Operation Parse()
    {
        reader.SkipSpaces();
        if (reader.AtEnd) return new Identity(1);
        var operation = Expression(0);
        reader.SkipSpaces();
        return reader.AtEnd ? operation : throw reader.Fail($"unexpected '{reader.Peek()}'");
    }

    public Operation Expression(int level)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw reader.Fail("nested too deeply");
        var left = Bound(new TermParser(reader, this).Term(), level);
        while (TakeOperator(level, out var column, out var own, out var build)) left = build(left, Expression(own + 1), column);
        return left;
    }

    // term as $x | body, term as $x ireduce (start; update)
    private Operation Bound(Operation term, int level)
    {
        if (!reader.TakeWord("as")) return term;
        var column = reader.Column;
        reader.Expect("$");
        var name = reader.ReadWhile(YqReader.IsWord);
        if (name.Length == 0) throw reader.Fail("expected the variable's name after $");
        if (!reader.TakeWord("ireduce"))
        {
            reader.Expect("|");
            return new Binding(term, name, Expression(Math.Min(level, PipeLevel)), column);
        }
        reader.Expect("(");
        var start = Expression(0);
        reader.Expect(";");
        var update = Expression(0);
        reader.Expect(")");
        return new Reduce(term, name, start, update, column);
    }

    private bool TakeOperator(int level, out int column, out int own, out Func<Operation, Operation, int, Operation> build)
    {
        reader.SkipSpaces();
        var start = reader.Position;
        column = reader.Column;
        (own, build) = Operator();
        if (own >= level && own > 0) return true;
        reader.Position = start;
        return false;
    }

    private (int Level, Func<Operation, Operation, int, Operation> Build) Operator()
    {
        if (reader.Take("//")) return (ArithmeticLevel, (a, b, c) => new Alternative(a, b, c));
        if (reader.Take("|=")) return (CompareLevel, (a, b, c) => new Assign(a, b, null, relative: true, c));
        if (reader.Take("+=")) return (CompareLevel, (a, b, c) => new Assign(a, b, Arithmetic.Add, relative: false, c));
        if (reader.Take("-=")) return (CompareLevel, (a, b, c) => new Assign(a, b, Arithmetic.Subtract, relative: false, c));
        if (reader.Take("*=")) return (CompareLevel, (a, b, c) => new Assign(a, b, Arithmetic.Multiply, relative: false, c));
        if (reader.Take("==")) return (CompareLevel, (a, b, c) => new Binary(Comparison.Equal, a, b, c));
        if (reader.Take("!=")) return (CompareLevel, (a, b, c) => new Binary(Comparison.NotEqual, a, b, c));
        if (reader.Take("<=")) return (CompareLevel, (a, b, c) => new Binary(Comparison.Order(o => o <= 0), a, b, c));
        if (reader.Take(">=")) return (CompareLevel, (a, b, c) => new Binary(Comparison.Order(o => o >= 0), a, b, c));
        if (reader.Take("<")) return (CompareLevel, (a, b, c) => new Binary(Comparison.Order(o => o < 0), a, b, c));
        if (reader.Take(">")) return (CompareLevel, (a, b, c) => new Binary(Comparison.Order(o => o > 0), a, b, c));
        if (reader.Take("=")) return (CompareLevel, (a, b, c) => new Assign(a, b, null, relative: false, c));
        if (reader.Take("|")) return (PipeLevel, (a, b, c) => new Pipe(a, b, c));
        if (reader.Take(",")) return (UnionLevel, (a, b, c) => new Union(a, b, c));
        if (reader.Take("+")) return (ArithmeticLevel, (a, b, c) => new Binary(Arithmetic.Add, a, b, c));
        if (reader.Take("-")) return (ArithmeticLevel, (a, b, c) => new Binary(Arithmetic.Subtract, a, b, c));
        if (reader.Take("*"))
        {
            // The merge flags of yq (*+ *d *? *n) choose how lists are merged; maps merge deeply in any case.
            while (reader.Peek() is '+' or 'd' or '?' or 'n' && reader.Peek(1) is ' ' or '+' or 'd' or '?' or 'n') reader.Position++;
            return (ArithmeticLevel, (a, b, c) => new Binary(Arithmetic.Multiply, a, b, c));
        }
        if (reader.Take("/")) return (ArithmeticLevel, (a, b, c) => new Binary(Arithmetic.Divide, a, b, c));
        if (reader.Take("%")) return (ArithmeticLevel, (a, b, c) => new Binary(Arithmetic.Modulo, a, b, c));
        if (reader.TakeWord("and")) return (LogicLevel, (a, b, c) => new Logic(true, a, b, c));
        if (reader.TakeWord("or")) return (LogicLevel, (a, b, c) => new Logic(false, a, b, c));
        return (0, (_, _, _) => throw reader.Fail("no operator"));
    }
}
