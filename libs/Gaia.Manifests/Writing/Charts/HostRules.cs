using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>An Ingress that says the same for each of its hosts, in every environment: then the hosts alone are a value.</summary>
/// <param name="Hosts">One list for each environment that has the Ingress.</param>
/// <param name="Rule">What stands beside `host`.</param>
internal sealed record HostRules(IReadOnlyList<ListNode> Hosts, MapNode Rule, string? TlsSecret)
{
    public bool HasTls => TlsSecret is not null;

    public static HostRules? TryRead(ChartObject item)
    {
        if (item.Kind != "Ingress" || item.Workload is null) return null;
        var specs = item.Variants.Where(variant => variant is not null).Select(variant => variant!.Content.Map("spec")!).ToList();
        var rules = specs.Select(spec => (spec["rules"] as ListNode ?? ListNode.Empty).OfType<MapNode>().ToList()).ToList();
        if (rules.Exists(list => list.Count == 0 || list.Exists(rule => rule.Text("host") is null))) return null;
        var rest = rules[0][0].Without("host");
        if (rules.Exists(list => list.Exists(rule => !rule.Without("host").Equals(rest)))) return null;
        var hosts = rules.Select(list => new ListNode([.. list.Select(rule => rule["host"]!)])).ToList();
        return new HostRules(hosts, rest, TlsOf(specs, hosts));
    }

    private static string? TlsOf(List<MapNode> specs, List<ListNode> hosts)
    {
        var secret = (specs[0]["tls"] as ListNode)?.OfType<MapNode>().FirstOrDefault()?.Text("secretName");
        for (var i = 0; i < specs.Count; i++)
            if (specs[i]["tls"] is not ListNode { Count: 1 } tls || tls[0] is not MapNode only || only.Count != 2 || only.Text("secretName") != secret || !hosts[i].Equals(only["hosts"]))
                return null;
        return secret;
    }
}
