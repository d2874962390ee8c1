using Gaia.Documents.Nodes;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Every container has requests and limits: one that has none can starve its node.</summary>
internal static class Resources
{
    private static readonly ResourceAmounts Requests = new("100m", "128Mi");

    private static readonly ResourceAmounts Limits = new("2", "512Mi");

    public static MapNode Of(WorkloadSettings settings)
    {
        var (cpu, memory) = (settings.Requests.Cpu ?? Lesser(Requests.Cpu!, settings.Limits.Cpu), settings.Requests.Memory ?? Lesser(Requests.Memory!, settings.Limits.Memory));
        return Fields.Map(
            ("requests", Fields.Map(("cpu", cpu), ("memory", memory))),
            ("limits", Fields.Map(("cpu", settings.Limits.Cpu ?? Greater(Limits.Cpu!, cpu)), ("memory", settings.Limits.Memory ?? Greater(Limits.Memory!, memory)))));
    }

    private static string Lesser(string standard, string? limit) => limit is not null && Quantity.Of(limit).Nano < Quantity.Of(standard).Nano ? limit : standard;

    private static string Greater(string standard, string request) => Quantity.Of(request).Nano > Quantity.Of(standard).Nano ? request : standard;
}
