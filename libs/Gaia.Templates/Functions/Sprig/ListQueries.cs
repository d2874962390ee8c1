using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Functions that ask a list for one thing.</summary>
internal static class ListQueries
{
    public static bool Has(TemplateCall call, ListNode items, Node wanted)
    {
        call.Charge(Cost.Walk(items) + Cost.Walk(wanted));
        return items.Contains(wanted, DeepEquality.Comparer);
    }

    public static void AddTo(FunctionTable table)
    {
        table.Add("first", 1, call => ListFunctions.Items(call, 0, "find first") is { Count: > 0 } items ? items[0] : NullNode.Instance);
        table.Alias("first", "mustFirst");
        table.Add("last", 1, call => ListFunctions.Items(call, 0, "find last") is { Count: > 0 } items ? items[^1] : NullNode.Instance);
        table.Alias("last", "mustLast");
        table.Add("has", 2, call => Make.Bool(!Shape.IsNull(call[1]) && Has(call, ListFunctions.Items(call, 1, "find has"), call[0])));
        table.Alias("has", "mustHas");
    }
}
