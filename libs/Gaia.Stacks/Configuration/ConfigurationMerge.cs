using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Configuration;

/// <summary>Maps merge, lists are replaced, and `commands` merge by name.</summary>
internal static class ConfigurationMerge
{
    public static MapNode Merge(MapNode lower, MapNode upper)
    {
        var merged = DeepMerge.Merge(lower, upper);
        return lower["commands"] is ListNode below && upper["commands"] is ListNode above
            ? merged.With("commands", Commands(below, above))
            : merged;
    }

    private static ListNode Commands(ListNode lower, ListNode upper)
    {
        var commands = lower.ToList();
        foreach (var command in upper)
        {
            var name = (command as MapNode)?.Text("name");
            var position = name is null ? -1 : commands.FindIndex(other => (other as MapNode)?.Text("name") == name);
            if (position < 0) commands.Add(command);
            else if (commands[position] is MapNode below && command is MapNode above) commands[position] = Nested(below, above);
        }

        return new ListNode(commands, upper.Mark);
    }

    private static MapNode Nested(MapNode lower, MapNode upper) =>
        lower["commands"] is ListNode below && upper["commands"] is ListNode above
            ? DeepMerge.Merge(lower, upper).With("commands", Commands(below, above))
            : DeepMerge.Merge(lower, upper);
}
