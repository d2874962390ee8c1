using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>A body being read: attributes once each, blocks nested by their labels.</summary>
internal sealed class HclEntries
{
    private readonly OrderedDictionary<string, object> members = new(StringComparer.Ordinal);

    public void AddAttribute(string name, Node value, Func<Exception> twice)
    {
        if (!members.TryAdd(name, value)) throw twice();
    }

    public void AddBlock(IReadOnlyList<string> labels, MapNode body)
    {
        var holder = this;
        for (var i = 0; i < labels.Count - 1; i++)
        {
            if (!holder.members.TryGetValue(labels[i], out var next) || next is not HclEntries inner)
                holder.members[labels[i]] = inner = new HclEntries();
            holder = inner;
        }
        if (!holder.members.TryGetValue(labels[^1], out var present)) holder.members[labels[^1]] = new List<Node> { body };
        else if (present is List<Node> bodies) bodies.Add(body);
        else holder.members[labels[^1]] = new List<Node> { present as Node ?? ((HclEntries)present).ToMap(default), body };
    }

    public MapNode ToMap(SourceMark mark) => new(members.Select(member => KeyValuePair.Create(member.Key, Finish(member.Value))).ToArray(), mark);

    private static Node Finish(object member) => member switch
    {
        Node value => value,
        HclEntries inner => inner.ToMap(default),
        List<Node> { Count: 1 } bodies => bodies[0],
        _ => new ListNode((List<Node>)member),
    };
}
