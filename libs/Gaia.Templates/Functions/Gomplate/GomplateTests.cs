using Gaia.Documents.Nodes;
using Gaia.Templates.Functions.Sprig;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Assertions and questions about types and versions.</summary>
internal static class GomplateTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("test.Assert", 1, 2, call => Shape.IsTrue(call[call.Count - 1]) ? Make.Text("")
            : throw call.Fail(call.Count == 2 ? $"assertion failed: {Convert.Text(call, 0)}" : "assertion failed"));
        table.Add("test.Fail", 0, 1, call => throw call.Fail(call.Count == 1 ? $"template generation failed: {Convert.Text(call, 0)}" : "template generation failed"));
        table.Add("test.Required", 1, 2, call => !Shape.IsNull(call[call.Count - 1]) && call[call.Count - 1] is not StringNode { Value.Length: 0 } ? call[call.Count - 1]
            : throw call.Fail(call.Count == 2 ? Convert.Text(call, 0) : "can not render template: a required value was not set"));
        table.Add("test.Ternary", 3, call => Convert.Bool(call[2]) ? call[0] : call[1]);
        table.Add("test.Kind", 1, call => Make.Text(Kinds.Of(call[0])));
        table.Add("test.IsKind", 2, call => Make.Bool(call.String(0) == Kinds.Of(call[1]) || call.String(0) == "number" && Kinds.Of(call[1]) is "int" or "float64"));
        foreach (var name in new[] { "Assert", "Fail", "Required", "Ternary", "Kind" }) table.Alias($"test.{name}", name.ToLowerInvariant());
        table.Alias("test.IsKind", "isKind");
        table.Add("semver.Semver", 1, call => new SemverNode(SemverFunctions.Version(call, 0)));
        table.Add("semver.CheckConstraint", 2, call => Make.Bool(SemverFunctions.Constraint(call, 0).Accepts(SemverFunctions.Version(call, 1))));
    }
}
