using Gaia.Documents.Nodes;

namespace Gaia.Templates.Syntax;

internal sealed class LiteralExpression(Node value, int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => value;
}

internal sealed class NilExpression(int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => NullNode.Instance;

    public override Node Call(Execution x, Node dot, Expression[] arguments, Node? piped) => throw x.Fail(this, "nil is not a command");
}

internal sealed class DotExpression(int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => x.Current(dot);
}

/// <summary>(pipeline)</summary>
internal sealed class ParenthesizedExpression(Pipeline pipeline, int start, int stop) : Expression(start, stop)
{
    public override Node Evaluate(Execution x, Node dot) => pipeline.Evaluate(x, dot);
}
