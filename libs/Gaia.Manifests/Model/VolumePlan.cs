using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Which volumes there are, whose they are, and who shares them.</summary>
internal sealed class VolumePlan
{
    private readonly StorageSettings settings;
    private readonly Dictionary<string, List<ProgramResource>> users = new(StringComparer.OrdinalIgnoreCase);

    public VolumePlan(IEnumerable<ProgramResource> programs, StorageSettings settings, FaultList faults)
    {
        this.settings = settings;
        foreach (var program in programs)
            foreach (var name in program.Volumes.Select(volume => volume.Name).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
                (users.TryGetValue(name, out var list) ? list : users[name] = []).Add(program);

        foreach (var clash in users.Keys.GroupBy(ResourceName.Of, StringComparer.Ordinal).Where(names => names.Count() > 1))
            faults.Add("name.clash", $"Volumes {string.Join(" and ", clash)} would both be {clash.Key}: rename one of them in the AppHost.");
        foreach (var (name, list) in users)
            if (list.Count > 1 && Of(name) is { IsTemporary: false, AccessMode: not ("ReadWriteMany" or "ReadOnlyMany") } plain)
                faults.Add("volume.shared", $"Volume {name} is mounted by {string.Join(" and ", list.Select(program => program.Name))}, and {plain.AccessMode} is for one: in the settings, set " +
                    $"`storage.volumes.{name}.accessMode: ReadWriteMany` with a class that can do it, or `storage.volumes.{name}.temporary: true`.", list[1].Mark, "storage", "volumes", name);
    }

    public bool HasOwn(ProgramResource program) => program.Volumes.Any(volume => volume.Name is { } name && users[name].Count == 1 && !Of(name).IsTemporary);

    public IReadOnlyList<Mount> Mounts(ProgramResource program) => [.. program.Volumes
        .Select(volume => volume.Name is not { } name ? new Mount(null, volume.Target, volume.IsReadOnly)
            : Of(name) is { IsTemporary: true, Size: var size } ? new Mount(null, volume.Target, volume.IsReadOnly, size)
            : new Mount(ResourceName.Of(name), volume.Target, volume.IsReadOnly))
        .DistinctBy(mount => mount.Path).OrderBy(mount => mount.Path, StringComparer.Ordinal)];

    /// <param name="statefulSets">By the program's name, that of its StatefulSet.</param>
    public IReadOnlyList<Volume> Volumes(IReadOnlyDictionary<string, string> statefulSets) => [.. users.Where(pair => !Of(pair.Key).IsTemporary)
        .Select(pair => new Volume(ResourceName.Of(pair.Key), pair.Value.Count == 1 ? statefulSets.GetValueOrDefault(pair.Value[0].Name) : null, Of(pair.Key), pair.Value.Count > 1))
        .OrderBy(volume => volume.Name, StringComparer.Ordinal)];

    private VolumeSettings Of(string name) => settings.Volumes.TryGetValue(name, out var own) ? own with { Class = own.Class ?? settings.Class } : new VolumeSettings(settings.Class, settings.Size);
}
