using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Machines;

internal sealed class ComposeService(AppModel model, Workload workload, ComposeNetworks networks, ComposePorts ports, string source)
{
    private const string Scratch = "/tmp";

    private readonly int user = workload.Settings.User ?? workload.Facts.User;

    public MapNode Write() => Fields.Map(
        ("image", workload.Image),
        ("build", Build()),
        ("entrypoint", Texts(workload.Command)),
        ("command", Texts(workload.Args)),
        ("user", $"{user}:{user}"),
        ("read_only", workload.Settings.ReadOnlyRoot ?? workload.Facts.IsReadOnly),
        ("tmpfs", Fields.List([Scratch])),
        ("cap_drop", Fields.List(["ALL"])),
        ("security_opt", Fields.List(SecurityOptions())),
        ("environment", Variables().Some()),
        ("networks", networks.Of(workload)),
        ("network_mode", networks.Of(workload) is null ? "none" : null),
        ("ports", Fields.List(workload.Ports.Where(port => port.IsExternal).Select(port => ports.Of(workload, port))).Some()),
        ("volumes", Fields.List(Mounts().Select(ComposeSecrets.Text)).Some()),
        ("healthcheck", Health()),
        ("depends_on", Before().Some()),
        ("deploy", Fields.Map(("resources", Limits()))),
        ("stop_grace_period", $"{workload.Settings.GracePeriod.ToString(CultureInfo.InvariantCulture)}s"),
        ("restart", workload.Kind == WorkloadKind.Job ? "on-failure:3" : "unless-stopped"));

    /// <summary>Small files that are mounted, beside compose.yaml.</summary>
    public static IEnumerable<OutputFile> Files(Workload workload) => workload.Files.Select(file => new OutputFile(PathOf(workload, file), file.Text, IsExecutable: true));

    private static string PathOf(Workload workload, MountedFile file) => $"files/{workload.Name}/{file.Folder.Trim('/')}/{file.Name}";

    private MapNode? Build() => model.Builds.FirstOrDefault(build => build.Workload == workload.Name) is { Context: { } context } build
        ? Fields.Map(("context", ComposeSecrets.Text(From(context))), ("dockerfile", build.Dockerfile is { } file ? ComposeSecrets.Text(Path.GetRelativePath(From(context), From(file))) : null), ("target", build.Stage), ("args", Fields.Map(build.Args.Select(arg => KeyValuePair.Create(arg.Key, ComposeSecrets.Text(arg.Value)))).Some()))
        : null;

    private string From(string path) => Path.IsPathRooted(path) ? path : Path.Combine(source, path).Replace('\\', '/');

    private static ListNode? Texts(IReadOnlyList<Value> values) => Fields.List(values.Select(ComposeSecrets.Text)).Some();

    private MapNode Variables()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in workload.Facts.Environment) all[name] = ComposeSecrets.Text(text);
        foreach (var (name, value) in workload.Environment) all[name] = ComposeSecrets.Text(value);
        return Fields.Map(all);
    }

    // bubblewrap makes namespaces and mounts, which engines' profiles refuse, and a new /proc, which the kernel refuses where the old one has masks.
    private IEnumerable<string> SecurityOptions() =>
        workload.Settings.MakesSandboxes ? ["no-new-privileges:true", "seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"] : ["no-new-privileges:true"];

    private IEnumerable<string> Writable() => workload.Facts.Writable.Concat(workload.Settings.Writable)
        .Where(folder => workload.Mounts.All(mount => mount.Path != folder))
        .Concat(workload.Mounts.Where(mount => VolumeOf(mount) is null or { Settings.IsTemporary: true }).Select(mount => mount.Path))
        .Where(folder => folder != Scratch).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// Folders in memory that its user may write. As `tmpfs` of the service they would have the rights of what the image has there, and below /run,
    /// which podman fills itself where the root is read-only, none but root's. Not filled from the image, whose rights engines would take with it.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Node>> Memory() => Writable().Select(folder => KeyValuePair.Create(MemoryName(folder), (Node)Fields.Map(
        ("driver_opts", Fields.Map(("type", "tmpfs"), ("device", "tmpfs"), ("o", "mode=1777,nosuid,nodev"))))));

    // /var/run is a link to /run in every image, and podman follows it outside of the image.
    private static string Real(string folder) => folder.StartsWith("/var/run/", StringComparison.Ordinal) ? folder["/var".Length..] : folder;

    // Volumes of the manifest have no underscore in their names.
    private string MemoryName(string folder) => $"{workload.Name}_{Slug.Apart([.. Writable()])[folder]}";

    private IEnumerable<string> Mounts()
    {
        foreach (var mount in workload.Mounts)
            if (VolumeOf(mount) is { Settings.IsTemporary: false } volume)
                yield return $"{VolumeName(model, volume)}:{mount.Path}{(mount.IsReadOnly ? ":ro" : "")}";
        foreach (var folder in Writable()) yield return $"{MemoryName(folder)}:{Real(folder)}:nocopy";
        foreach (var file in workload.Files) yield return $"./{PathOf(workload, file)}:{file.Folder.TrimEnd('/')}/{file.Name}:ro";
    }

    private Volume? VolumeOf(Mount mount) => model.Volumes.FirstOrDefault(volume => volume.Name == mount.Volume && (volume.Owner is null || volume.Owner == workload.Name));

    /// <summary>Claims of several services may have the same name.</summary>
    public static string VolumeName(AppModel model, Volume volume) =>
        model.Volumes.Count(other => other.Name == volume.Name) > 1 ? $"{volume.Owner}_{volume.Name}" : volume.Name;

    // A path can only be asked from inside by a program that the image may not have; a command is the image's own.
    private static IReadOnlyList<string>? Probe(Workload workload) => workload.Kind == WorkloadKind.Job ? null : workload.Settings.Probes?.Command ?? workload.Facts.Probe;

    private MapNode? Health() => Probe(workload) is not { } command ? null : Fields.Map(
        ("test", Fields.List(command.Select(ComposeSecrets.Text).Prepend("CMD"))), ("interval", "10s"), ("timeout", "5s"), ("retries", 6),
        ("start_period", $"{(workload.Settings.Probes?.StartLimit ?? 150).ToString(CultureInfo.InvariantCulture)}s"));

    // Stores first, then what has to have ended, then the rest: as in the cluster, and without circles.
    private MapNode Before()
    {
        if (workload.Kind == WorkloadKind.StatefulSet || Telemetry.Is(workload)) return MapNode.Empty;
        var stores = model.References.Where(reference => reference.From == workload.Name).Select(reference => reference.To).Distinct()
            .Select(name => model.Workloads.FirstOrDefault(other => other.Name == name)).Where(other => other is { Kind: WorkloadKind.StatefulSet })
            .Select(store => KeyValuePair.Create(store!.Name, Probe(store) is null ? "service_started" : "service_healthy"));
        var jobs = model.Workloads.Where(other => other.Kind == WorkloadKind.Job && workload.Kind == WorkloadKind.Deployment)
            .Select(job => KeyValuePair.Create(job.Name, "service_completed_successfully"));
        return new MapNode([.. stores.Concat(jobs).OrderBy(other => other.Key, StringComparer.Ordinal)
            .Select(other => KeyValuePair.Create(other.Key, (Node)Fields.Map(("condition", other.Value))))]);
    }

    private MapNode? Limits() => Fields.Map(("limits", Fields.Map(("cpus", Amount.Cpus(workload.Settings.Limits.Cpu)), ("memory", Amount.Bytes(workload.Settings.Limits.Memory))).Some())).Some();
}
