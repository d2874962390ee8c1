using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Go;

internal static class ComparisonFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("not", 1, call => Make.Bool(!Shape.IsTrue(call[0])));
        // These two are evaluated by the call itself, argument by argument; here they only hold their names.
        table.AddOpen("and", 1, call => call.Arguments.FirstOrDefault(value => !Shape.IsTrue(value)) ?? call[call.Count - 1]);
        table.AddOpen("or", 1, call => call.Arguments.FirstOrDefault(Shape.IsTrue) ?? call[call.Count - 1]);
        table.AddOpen("eq", 1, call => Make.Bool(EqualsAny(call)));
        table.Add("ne", 2, call => Make.Bool(!AreEqual(call, call[0], call[1])));
        table.Add("lt", 2, call => Make.Bool(IsLess(call, call[0], call[1])));
        table.Add("le", 2, call => Make.Bool(IsLess(call, call[0], call[1]) || AreEqual(call, call[0], call[1])));
        table.Add("gt", 2, call => Make.Bool(!IsLess(call, call[0], call[1]) && !AreEqual(call, call[0], call[1])));
        table.Add("ge", 2, call => Make.Bool(!IsLess(call, call[0], call[1])));
    }

    private static bool EqualsAny(TemplateCall call)
    {
        if (call.Count == 1) throw call.Fail("missing argument for comparison");
        for (var i = 1; i < call.Count; i++)
            if (AreEqual(call, call[0], call[i]))
                return true;
        return false;
    }

    private static bool AreEqual(TemplateCall call, Node a, Node b)
    {
        switch (a, b)
        {
            case (BoolNode x, BoolNode y): return x.Value == y.Value;
            case (IntNode x, IntNode y): return x.Value == y.Value;
            case (FloatNode x, FloatNode y): return x.Value == y.Value;
            case (StringNode x, StringNode y): return x.Value == y.Value;
            case (ObjectNode x, ObjectNode y): return x.Equals(y);
        }
        if (Shape.IsNull(a) || Shape.IsNull(b)) return Shape.IsNull(a) && Shape.IsNull(b);
        if (IsBasic(a) || IsBasic(b)) throw call.Fail("incompatible types for comparison");
        throw call.Fail($"non-comparable type {Cast.Text(a)}: {Shape.GoType(a)}");
    }

    private static bool IsLess(TemplateCall call, Node a, Node b)
    {
        switch (a, b)
        {
            case (IntNode x, IntNode y): return x.Value < y.Value;
            case (FloatNode x, FloatNode y): return x.Value < y.Value;
            case (StringNode x, StringNode y): return Utf8Order.Compare(x.Value, y.Value) < 0;
            case (DurationNode x, DurationNode y): return x.Nanoseconds < y.Nanoseconds;
        }
        if (IsBasic(a) && IsBasic(b)) throw call.Fail("incompatible types for comparison");
        throw call.Fail("invalid type for comparison");
    }

    private static bool IsBasic(Node value) => value is BoolNode or IntNode or FloatNode or StringNode;
}
