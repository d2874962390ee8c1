using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class DefaultFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("default", 1, call => call.Count > 1 && Shape.IsTrue(call[1]) ? call[1] : call[0]);
        table.Add("empty", 1, call => Make.Bool(!Shape.IsTrue(call[0])));
        table.AddOpen("coalesce", 0, call => call.Arguments.FirstOrDefault(Shape.IsTrue) ?? NullNode.Instance);
        table.AddOpen("all", 0, call => Make.Bool(call.Arguments.All(Shape.IsTrue)));
        table.AddOpen("any", 0, call => Make.Bool(call.Arguments.Any(Shape.IsTrue)));
        table.Add("ternary", 3, call => call.Bool(2) ? call[0] : call[1]);
        table.Add("fail", 1, call => throw call.Fail(call.String(0)));
    }
}
