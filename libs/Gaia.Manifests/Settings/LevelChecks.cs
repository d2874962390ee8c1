using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>What of a level does not go together outside of its resources.</summary>
internal static class LevelChecks
{
    // Classes of clouds, without pods of their own.
    private static readonly string?[] Balancers = ["alb", "gce", "gce-internal", "azure-application-gateway", "azure-alb-external"];

    public static void Check(MapNode level, SettingsPath place, Complaint complain)
    {
        if (level.Map("exposure") is { } exposure && exposure.Text("kind") is "gateway" && exposure["gateway"] is null)
            complain("settings.invalid", place.Down("exposure"), "kind gateway needs the key 'gateway': NAMESPACE/NAME of the Gateway that routes hang on", exposure.Mark);
        if (level.Map("telemetry") is { } telemetry && telemetry["endpoint"] is null)
            Clash(telemetry, "secretHeaders", place.Down("telemetry"), "go to telemetry.endpoint, which is not set: set it, or remove them", complain);
        Exposure(level.Map("exposure") ?? MapNode.Empty, place.Down("exposure"), complain);
        Network(level, place, complain);
        foreach (var (name, value) in level.Map("storage")?.Map("volumes") ?? MapNode.Empty)
            if (value is MapNode volume)
                Volume(volume, place.Down("storage", "volumes", name), complain);
        if (level.At("velero", "schedule") is StringNode schedule && !OutputReferences.AreIn(schedule.Value) && CronText.Fault(schedule.Value) is { } fault)
            complain("settings.invalid", place.Down("velero", "schedule"), fault, schedule.Mark);
        Tolerations(level.Map("scheduling"), place.Down("scheduling"), complain);
        foreach (var (name, value) in level.Map("resources") ?? MapNode.Empty)
        {
            if (value is not MapNode workload) continue;
            var path = place.Down("resources", name);
            WorkloadChecks.Check(workload, path, complain);
            if (workload.Flag("sandboxes") is true && level.Flag("machine") is not true)
                complain("settings.clash", path.Down("sandboxes"), "Pod Security \"restricted\" has none of it: only for an environment with `machine: true`", workload["sandboxes"]!.Mark);
            if (level.Flag("machine") is true)
                Clash(workload, "runPods", path, "are Jobs of a cluster, and machine: true has no cluster: remove one of the two", complain);
            if (workload.At("runPods", "namespace") is StringNode own && own.Value == (level.Text("namespace") ?? level.Text("app")))
                complain("settings.clash", path.Down("runPods", "namespace"), "who may make Jobs beside the application reads its secrets: name another namespace than the application's", own.Mark);
            Tolerations(workload, path, complain);
        }
    }

    private static void Exposure(MapNode exposure, SettingsPath path, Complaint complain)
    {
        if (exposure.Text("kind") is "gateway")
            foreach (var key in (string[])["class", "issuer", "tlsSecret"])
                Clash(exposure, key, path, "is of an Ingress, and with kind: gateway the listener of the Gateway has class and certificate: remove one of the two", complain);
        else Clash(exposure, "gateway", path, "is where routes hang on, and only kind: gateway writes routes: set it, or remove the gateway", complain);
    }

    private static void Network(MapNode level, SettingsPath place, Complaint complain)
    {
        var (exposure, network) = (level.Map("exposure") ?? MapNode.Empty, level.Map("network") ?? MapNode.Empty);
        WorkloadChecks.Blocks(exposure["fromCidrs"], place.Down("exposure", "fromCidrs"), complain);
        WorkloadChecks.Blocks(network["apiServerCidrs"], place.Down("network", "apiServerCidrs"), complain);
        if (network.Flag("policies") is not false && Balancers.Contains(exposure.Text("class")) && exposure["fromCidrs"] is null && exposure["fromNamespaces"] is null)
            complain("settings.invalid", place.Down("exposure", "class"),
                $"the load balancer of {exposure.Text("class")} connects to pods from outside of the cluster, and NetworkPolicies have to let it: add fromCidrs, its subnets, or fromNamespaces if pods of a controller stand before it", exposure["class"]!.Mark);
    }

    private static void Volume(MapNode volume, SettingsPath path, Complaint complain)
    {
        if (volume.Flag("temporary") is not true) return;
        foreach (var key in (string[])["class", "accessMode"])
            Clash(volume, key, path, "belongs to a claim, and temporary: true makes no claim: remove one of the two", complain);
    }

    /// <summary>What another setting would leave without any effect.</summary>
    public static void Clash(MapNode map, string key, SettingsPath path, string words, Complaint complain)
    {
        if (map[key] is { } value) complain("settings.clash", path.Down(key), $"{key} {words} (`null` removes what a level below sets)", value.Mark);
    }

    private static void Tolerations(MapNode? map, SettingsPath path, Complaint complain)
    {
        foreach (var (i, item) in (map?["tolerations"] as ListNode ?? ListNode.Empty).Index())
        {
            if (item is not MapNode toleration) continue;
            var exists = toleration.Text("operator") is "Exists";
            if (exists && toleration["value"] is { } value)
                complain("settings.invalid", path.Down("tolerations", $"[{i}]", "value"), "operator Exists takes no value", value.Mark);
            if (!exists && toleration["key"] is null)
                complain("settings.invalid", path.Down("tolerations", $"[{i}]"), "needs the key 'key'; only operator Exists goes without", toleration.Mark);
        }
    }
}
