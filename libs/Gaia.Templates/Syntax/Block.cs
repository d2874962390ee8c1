using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;
using Gaia.Templates.Printing;

namespace Gaia.Templates.Syntax;

internal sealed class Block(Statement[] statements, int start, int stop) : Fragment(start, stop)
{
    public bool IsEmpty => statements.All(s => s is TextStatement { IsBlank: true });

    public Flow Run(Execution x, Node dot)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw x.Fail(this, "nested too deeply");
        foreach (var statement in statements)
        {
            var flow = statement.Run(x, dot);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }
}

internal sealed class TextStatement(string text, int start) : Statement(start, start + text.Length)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(text);

    public override Flow Run(Execution x, Node dot)
    {
        x.Step(this);
        Write(x, text);
        return Flow.Next;
    }

    private void Write(Execution x, string value)
    {
        try
        {
            x.Output.Append(value);
        }
        catch (TemplateCallException e)
        {
            throw x.Fail(this, e.Message);
        }
    }
}

/// <summary>{{ pipeline }}: prints, unless the pipeline declares a variable.</summary>
internal sealed class ActionStatement(Pipeline pipeline) : Statement(pipeline.Start, pipeline.Stop)
{
    public override Flow Run(Execution x, Node dot)
    {
        x.Step(this);
        var value = pipeline.Evaluate(x, dot);
        if (pipeline.Variables.Length > 0) return Flow.Next;
        try
        {
            GoPrinter.Print(x.Output, x.Current(value));
        }
        catch (TemplateCallException e)
        {
            throw x.Fail(this, e.Message);
        }
        return Flow.Next;
    }
}

internal sealed class JumpStatement(Flow flow, int start, int stop) : Statement(start, stop)
{
    public override Flow Run(Execution x, Node dot) => flow;
}
