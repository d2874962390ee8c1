using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Every container has requests and limits: one that has none can starve its node.</summary>
internal static class Resources
{
    private static readonly ResourceAmounts Requests = new("100m", "128Mi");

    private static readonly ResourceAmounts Limits = new("2", "512Mi");

    public static MapNode Of(AppModel model, Workload workload)
    {
        var settings = workload.Settings;
        var (cpu, memory) = (settings.Requests.Cpu ?? Lesser(Requests.Cpu!, settings.Limits.Cpu), settings.Requests.Memory ?? Lesser(Requests.Memory!, settings.Limits.Memory));
        var (disk, mostDisk) = Disk(model, workload);
        return Fields.Map(
            ("requests", Fields.Map(("cpu", cpu), ("memory", memory), ("ephemeral-storage", disk))),
            ("limits", Fields.Map(("cpu", settings.Limits.Cpu ?? Greater(Limits.Cpu!, cpu)), ("memory", settings.Limits.Memory ?? Greater(Limits.Memory!, memory)), ("ephemeral-storage", mostDisk))));
    }

    // Only who keeps a volume on the node's disk, or asks for it, is placed by that disk. All of its empty folders count towards the limit.
    private static (string? Request, string? Limit) Disk(AppModel model, Workload workload)
    {
        var (asked, most) = (workload.Settings.Requests.Storage, workload.Settings.Limits.Storage);
        var kept = workload.Mounts.Select(mount => mount.Size).OfType<string>().ToList();
        if (asked is null && most is null && kept.Count == 0) return (null, null);
        var request = asked ?? (kept.Count == 0 ? null : Lesser(Quantity.Sum(kept), most));
        var all = Quantity.Sum(PodVolumes.Sizes(model, workload));
        return (request, most ?? (request is null ? all : Greater(all, request)));
    }

    private static string Lesser(string standard, string? limit) => limit is not null && Quantity.Of(limit).Nano < Quantity.Of(standard).Nano ? limit : standard;

    private static string Greater(string standard, string request) => Quantity.Of(request).Nano > Quantity.Of(standard).Nano ? request : standard;
}
