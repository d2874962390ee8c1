using Gaia.Documents.Nodes;

namespace Gaia.Templates.Syntax;

/// <summary>.a.b.c</summary>
internal sealed class FieldExpression(string[] names, int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => Fields.Walk(x, this, dot, names, [], null, dot);

    public override Node Call(Execution x, Node dot, Expression[] arguments, Node? piped) =>
        Fields.Walk(x, this, dot, names, arguments, piped, dot);
}

/// <summary>$x.a.b, or $x alone.</summary>
internal sealed class VariableExpression(string name, string[] names, int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => Fields.Walk(x, this, x.Variable(this, name), names, [], null, dot);

    public override Node Call(Execution x, Node dot, Expression[] arguments, Node? piped) =>
        names.Length == 0 ? base.Call(x, dot, arguments, piped)
            : Fields.Walk(x, this, x.Variable(this, name), names, arguments, piped, dot);
}

/// <summary>(pipeline).a.b</summary>
internal sealed class ChainExpression(Expression head, string[] names, int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => Fields.Walk(x, this, head.Evaluate(x, dot), names, [], null, dot);

    public override Node Call(Execution x, Node dot, Expression[] arguments, Node? piped) =>
        Fields.Walk(x, this, head.Evaluate(x, dot), names, arguments, piped, dot);
}
