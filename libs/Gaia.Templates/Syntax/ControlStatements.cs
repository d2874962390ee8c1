using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Syntax;

/// <summary>if and with: with makes the value the dot of its body.</summary>
internal sealed class ConditionStatement(bool with, Pipeline pipeline, Block body, Block? otherwise, int start, int stop) : Statement(start, stop)
{
    public override Flow Run(Execution x, Node dot)
    {
        x.Step(this);
        var mark = x.Mark;
        var value = pipeline.Evaluate(x, dot);
        var flow = Flow.Next;
        if (Shape.IsTrue(x.Current(value))) flow = body.Run(x, with ? value : dot);
        else if (otherwise is not null) flow = otherwise.Run(x, dot);
        x.Pop(mark);
        return flow;
    }
}

/// <summary>{{template "name" pipeline}} and {{block ...}}.</summary>
internal sealed class TemplateStatement(string name, Pipeline? pipeline, int start, int stop) : Statement(start, stop)
{
    public override Flow Run(Execution x, Node dot)
    {
        x.Step(this);
        if (!x.Template.Definitions.TryGetValue(name, out var body)) throw x.Fail(this, $"template \"{name}\" not defined");
        x.Enter(this, x.Template, body, pipeline is null ? NoValue.Instance : pipeline.Evaluate(x, dot));
        return Flow.Next;
    }
}
