using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Terraform;

/// <summary>
/// providers_override.tf.json. Terraform knows no `aws.use1` as a provider: `aws` and `aws.use1` together become a list
/// with an alias in the second.
/// </summary>
internal static class ProviderOverrideFile
{
    public static MapNode Of(MapNode providers)
    {
        var aliased = providers.Where(entry => entry.Key.Contains('.')).ToLookup(entry => entry.Key[..entry.Key.IndexOf('.')]);
        var entries = new List<KeyValuePair<string, Node>>();
        foreach (var name in providers.Select(entry => entry.Key.Split('.', 2)[0]).Distinct())
        {
            if (!aliased.Contains(name))
            {
                entries.Add(new(name, providers[name]!));
                continue;
            }

            List<Node> list = providers[name] switch { null => [], ListNode several => [.. several], var one => [one] };
            list.AddRange(aliased[name].OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Alias(entry.Key[(name.Length + 1)..], entry.Value)));
            entries.Add(new(name, new ListNode(list)));
        }

        return MapNode.Empty.With("provider", new MapNode([.. entries]));
    }

    private static Node Alias(string alias, Node provider) =>
        provider is MapNode map && map.PositionOf("alias") < 0 ? map.With("alias", new StringNode(alias)) : provider;
}
