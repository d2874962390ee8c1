using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Syntax;

/// <summary>[$x :=] command | command ...; each command's value is the last argument of the next.</summary>
internal sealed class Pipeline(string[] variables, bool assigns, Command[] commands, int start, int stop) : Expression(start, stop)
{
    public string[] Variables => variables;

    public bool Assigns => assigns;

    public override Node Evaluate(Execution x, Node dot)
    {
        var value = Compute(x, dot);
        foreach (var name in variables)
            if (assigns) x.Assign(this, name, value);
            else x.Declare(name, value);
        return value;
    }

    /// <summary>The value without the declarations: range sets its variables itself.</summary>
    public Node Compute(Execution x, Node dot)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw x.Fail(this, "nested too deeply");
        Node? value = null;
        foreach (var command in commands) value = command.Evaluate(x, dot, value);
        // Go hands a nil on as "no value", which may be asked for fields without complaint.
        return value is NullNode ? NoValue.Instance : value!;
    }
}

internal sealed class Command(Expression head, Expression[] arguments) : Fragment(head.Start, arguments.Length == 0 ? head.Stop : arguments[^1].Stop)
{
    public Expression Head => head;

    public Node Evaluate(Execution x, Node dot, Node? piped) => head.Call(x, dot, arguments, piped);
}
