using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Syntax;

/// <summary>range over a list, a map in key order, or the numbers below an integer.</summary>
internal sealed class RangeStatement(Pipeline pipeline, Block body, Block? otherwise, int start, int stop) : Statement(start, stop)
{
    public override Flow Run(Execution x, Node dot)
    {
        x.Step(this);
        var mark = x.Mark;
        var value = x.Current(pipeline.Compute(x, dot));
        // Declared once: "{{range $i, $x := ...}}" sets them again each turn.
        if (!pipeline.Assigns)
            foreach (var name in pipeline.Variables)
                x.Declare(name, value);
        var turns = Turns(x, value);
        var flow = turns == 0 && otherwise is not null ? otherwise.Run(x, dot) : Flow.Next;
        x.Pop(mark);
        return flow;
    }

    private long Turns(Execution x, Node value)
    {
        switch (value)
        {
            case ListNode list:
                for (var i = 0; i < list.Count; i++)
                    if (!Turn(x, new IntNode(i), list[i]))
                        break;
                return list.Count;
            case MapNode or DictNode:
                var entries = Shape.SortedEntries(value);
                foreach (var (key, entry) in entries)
                    if (!Turn(x, new StringNode(key), entry))
                        break;
                return entries.Length;
            case IntNode count:
                for (var i = 0L; i < count.Value; i++)
                {
                    var number = new IntNode(i);
                    if (!Turn(x, number, number)) break;
                }
                return Math.Max(0, count.Value);
            case NullNode or NoValue: return 0;
            default: throw x.Fail(pipeline, $"range can't iterate over {Printing.GoPrinter.Text(value)}");
        }
    }

    private bool Turn(Execution x, Node key, Node element)
    {
        x.Step(this);
        var mark = x.Mark;
        var names = pipeline.Variables;
        if (names.Length == 1) x.Assign(this, names[0], element);
        if (names.Length == 2)
        {
            x.Assign(this, names[0], key);
            x.Assign(this, names[1], element);
        }
        var flow = body.Run(x, element);
        x.Pop(mark);
        return flow != Flow.Break;
    }
}
