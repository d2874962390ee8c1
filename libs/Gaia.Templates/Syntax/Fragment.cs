using Gaia.Documents.Nodes;

namespace Gaia.Templates.Syntax;

/// <summary>A piece of a template and where it stands: [Start, Stop) in the source.</summary>
internal abstract class Fragment(int start, int stop)
{
    public int Start => start;

    public int Stop { get; protected set; } = stop;
}

internal enum Flow
{
    Next, Break, Continue,
}

internal abstract class Statement(int start, int stop) : Fragment(start, stop)
{
    public abstract Flow Run(Execution x, Node dot);
}

internal abstract class Expression(int start, int stop) : Fragment(start, stop)
{
    public abstract Node Evaluate(Execution x, Node dot);

    /// <summary>The expression at the head of a command, with the arguments that follow it and the piped value.</summary>
    public virtual Node Call(Execution x, Node dot, Expression[] arguments, Node? piped) =>
        arguments.Length == 0 && piped is null
            ? Evaluate(x, dot)
            : throw x.Fail(this, $"can't give argument to non-function {x.Template.Text(this)}");
}
