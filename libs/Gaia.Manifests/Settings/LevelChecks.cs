using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>What of a level does not go together outside of its resources.</summary>
internal static class LevelChecks
{
    public static void Check(MapNode level, SettingsPath place, Complaint complain)
    {
        if (level.Map("exposure") is { } exposure && exposure.Text("kind") is "gateway" && exposure["gateway"] is null)
            complain("settings.invalid", place.Down("exposure"), "kind gateway needs the key 'gateway': NAMESPACE/NAME of the Gateway that routes hang on", exposure.Mark);
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
            Tolerations(workload, path, complain);
        }
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
