using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Where a container has its volumes and files: each at a place of its own, by its whole path.</summary>
internal static class MountTargets
{
    /// <summary>`/etc/app` or `/etc/app/`. A path of steps would lead elsewhere, and a colon ends it for compose and Kubernetes.</summary>
    public static bool IsWhole(string path) =>
        path.Length > 1 && path[0] == '/' && !path.Contains(':', StringComparison.Ordinal) && !path.Any(char.IsControl) && path.TrimEnd('/').Split('/')[1..] is { Length: > 0 } steps
        && steps.All(step => step is not ("" or "." or ".."));

    public static void Check(ProgramResource program, WorkloadSettings settings, FaultList faults)
    {
        var places = program.Volumes.Select(volume => (Part: $"volume {volume.Name ?? "without a name"}", volume.Target, volume.IsReadOnly, volume.Mark))
            .Concat(program.BindMounts.Select(mount => (Part: $"bind mount {mount.Source}", mount.Target, mount.IsReadOnly, mount.Mark))).ToList();
        foreach (var (part, target, _, mark) in places.Where(place => place.Target.Length > 0 && !IsWhole(place.Target)))
            faults.Add("mount.target", $"{program.Name} mounts {part} at '{target}': in the AppHost, give it a whole path such as /data, without `.`, `..` and `:`.", mark);
        foreach (var same in places.Concat(settings.ConfigMaps.Keys.Select(folder => (Part: $"configMaps of the settings ({folder})", Target: folder, IsReadOnly: true, Mark: default(SourceMark))))
            .Where(place => IsWhole(place.Target)).GroupBy(place => place.Target.TrimEnd('/'), StringComparer.Ordinal).Where(same => same.Select(place => (place.Part, place.IsReadOnly)).Distinct().Count() > 1))
            faults.Add("mount.clash", $"{program.Name} mounts {string.Join(" and ", same.Select(place => place.Part))} at {same.Key}: give each a path of its own.", same.First().Mark);
    }
}
