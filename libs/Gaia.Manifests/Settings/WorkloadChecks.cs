using System.Globalization;
using System.Net;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>What settings of one resource do not go together, although each of them is well formed.</summary>
internal static class WorkloadChecks
{
    public static void Check(MapNode workload, SettingsPath path, Complaint complain)
    {
        Amounts(workload, path, complain);
        Scaling(workload, path, complain);
        Probes(workload, path, complain);
        WithoutEffect(workload, path, complain);
        Blocks(workload.Map("external")?["cidrs"], path.Down("external", "cidrs"), complain);
        RunPods(workload, path, complain);
        Egresses(workload, path, complain);
    }

    // The generator gives the worker these.
    private static void RunPods(MapNode workload, SettingsPath path, Complaint complain)
    {
        if (workload.Map("runPods") is not { } runPods) return;
        Egresses(runPods, path.Down("runPods"), complain);
        foreach (var name in (string[])["Gaia__Isolation", "Gaia__RunPods__Namespace", "Gaia__RunPods__ServiceAccount"])
            LevelChecks.Clash(workload.Map("environment") ?? MapNode.Empty, name, path.Down("environment"), "is what runPods sets: remove one of the two", complain);
    }

    private static void Egresses(MapNode map, SettingsPath path, Complaint complain)
    {
        if (map["egress"] is not ListNode egress) return;
        foreach (var (i, entry) in egress.Index())
            if (entry is MapNode one)
                Egress(one, path.Down("egress", $"[{i}]"), complain);
    }

    private static void Amounts(MapNode workload, SettingsPath path, Complaint complain)
    {
        foreach (var amount in (string[])["cpu", "memory", "storage"])
            if (workload.Map("requests")?.Amount(amount) is { } request && workload.Map("limits")?.Amount(amount) is { } limit && SettingsAmounts.IsMore(request, limit))
                complain("settings.invalid", path.Down("requests", amount), $"{request} is more than limits.{amount}, which is {limit}", workload.Map("requests")![amount]!.Mark);
    }

    private static void Scaling(MapNode workload, SettingsPath path, Complaint complain)
    {
        if (workload["scaling"] is not { } scaling || scaling is StringNode { Value: var text } && OutputReferences.AreIn(text)) return;
        if (workload["replicas"] is { } replicas)
            complain("settings.clash", path.Down("replicas"), "scaling decides the number of replicas: remove one of the two (`null` removes what a level below sets)", replicas.Mark);
        if (workload.Text("kind") is "job")
            complain("settings.clash", path.Down("scaling"), "a job is not scaled: remove scaling, or kind: job", scaling.Mark);
        if (scaling is not MapNode { } map || map["min"] is not IntNode min || map["max"] is not IntNode max) return;
        if (min.Value > max.Value) complain("settings.invalid", path.Down("scaling", "min"), $"{min} is more than scaling.max, which is {max}", min.Mark);
        if (min.Value == 0 && map["queue"] is null)
            complain("settings.invalid", path.Down("scaling", "min"), "0 needs scaling.queue: without a queue nothing would start the first replica", min.Mark);
    }

    private static void Probes(MapNode workload, SettingsPath path, Complaint complain)
    {
        if (workload.Map("probes") is { } probes && probes["command"] is { } command && (probes["ready"] ?? probes["live"] ?? probes["startup"]) is not null)
            complain("settings.clash", path.Down("probes", "command"), "a command is run instead of asking a path: remove the command, or ready, live and startup", command.Mark);
    }

    private static void WithoutEffect(MapNode workload, SettingsPath path, Complaint complain)
    {
        if (workload.Text("kind") is "job")
            foreach (var key in (string[])["replicas", "probes", "hosts", "serviceType", "metrics"])
                LevelChecks.Clash(workload, key, path, "is of what goes on running, and with kind: job it runs once: remove one of the two", complain);
        foreach (var (name, _) in workload.Map("secretEnvironment") ?? MapNode.Empty)
            LevelChecks.Clash(workload.Map("environment") ?? MapNode.Empty, name, path.Down("environment"), "is in `environment` and in `secretEnvironment`: remove one of the two", complain);
        if (workload["account"] is not null)
            LevelChecks.Clash(workload, "accountAnnotations", path, "would be written on an account of its own, and `account` names one that is there already: remove one of the two", complain);
    }

    private static void Egress(MapNode entry, SettingsPath path, Complaint complain)
    {
        if (entry["cidr"] is null == entry["namespace"] is null)
            complain("settings.invalid", path, $"an entry has {(entry["cidr"] is null ? "a cidr or a namespace; this one has neither" : "a cidr or a namespace, not both")}", entry.Mark);
        if (entry["labels"] is { } labels && entry["namespace"] is null)
            complain("settings.invalid", path.Down("labels"), "labels pick pods of a namespace: add namespace", labels.Mark);
        if (entry["except"] is { } except && entry["cidr"] is null)
            complain("settings.invalid", path.Down("except"), "except takes blocks out of a cidr: add cidr", except.Mark);
        var whole = Blocks(entry["cidr"], path.Down("cidr"), complain);
        foreach (var (i, part) in (entry["except"] as ListNode ?? ListNode.Empty).Index())
            if (Blocks(part, path.Down("except", $"[{i}]"), complain) is { } inner && whole is { } outer && !Contains(outer, inner))
                complain("settings.invalid", path.Down("except", $"[{i}]"), $"{part} is not within {entry["cidr"]}", part.Mark);
    }

    // One block, or a list of them; what the schema has refused already is passed over.
    public static IPNetwork? Blocks(Node? node, SettingsPath path, Complaint complain)
    {
        if (node is ListNode list)
            foreach (var (i, item) in list.Index())
                Blocks(item, path.Down($"[{i}]"), complain);
        if (node is not StringNode { Value: var text } || !text.Contains('/', StringComparison.Ordinal) || OutputReferences.AreIn(text)) return null;
        var why = !IPAddress.TryParse(text[..text.IndexOf('/')], out var address) ? "what stands before the / is not an IP address"
            : !int.TryParse(text[(text.IndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > 8 * address.GetAddressBytes().Length
                ? $"the prefix goes up to {8 * address.GetAddressBytes().Length}"
            : IPNetwork.TryParse(text, out var block) && block.BaseAddress.Equals(address) ? null : "the bits behind the prefix have to be 0";
        if (why is null) return IPNetwork.Parse(text);
        complain("settings.invalid", path, $"\"{text}\" is not a block of addresses, such as 10.0.0.0/16: {why}", node.Mark);
        return null;
    }

    private static bool Contains(IPNetwork outer, IPNetwork inner) =>
        outer.BaseAddress.AddressFamily == inner.BaseAddress.AddressFamily && inner.PrefixLength > outer.PrefixLength && outer.Contains(inner.BaseAddress);
}
