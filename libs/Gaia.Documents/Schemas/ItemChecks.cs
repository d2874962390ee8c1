using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

internal static class ItemChecks
{
    /// <summary>prefixItems and items of 2020-12, items (a list) and additionalItems of draft-07.</summary>
    public static Keyword Items(KeywordContext context, string at)
    {
        var items = context.Schema["items"];
        var prefix = context.Schema["prefixItems"] is ListNode places ? context.Rules(places, "prefixItems")
            : items is ListNode old ? context.Rules(old, "items") : [];
        var restKeyword = items is ListNode ? "additionalItems" : "items";
        return new Items(at, prefix, context.Schema[restKeyword] is { } rest and not ListNode ? context.Rule(rest, restKeyword) : null);
    }

    public static Keyword Unique(string at) => new Assertion(at, instance =>
    {
        if (instance is not ListNode list) return null;
        var seen = new HashSet<Node>();
        var twice = list.FirstOrDefault(item => !seen.Add(item));
        return twice is null ? null : $"an item comes twice{(twice is MapNode or ListNode ? "" : $": {twice}")}";
    });
}

internal sealed class Items(string at, Rule[] prefix, Rule? rest) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (instance is not ListNode list) return;
        for (var i = 0; i < list.Count; i++)
            (i < prefix.Length ? prefix[i] : rest)?.Check(list[i], path.Down(i.ToString(CultureInfo.InvariantCulture)), problems);
    }
}

internal sealed class Contains(string at, Rule rule) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (instance is ListNode list && !list.Any(item => rule.Accepts(item, path))) Report(problems, instance, path, "no item is of the wanted form");
    }
}
