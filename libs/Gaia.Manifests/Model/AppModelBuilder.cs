using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Decides everything about an application for one environment.</summary>
public static class AppModelBuilder
{
    /// <param name="files">What bind mounts name.</param>
    /// <param name="secretValues">Of secrets, by the parameter's name; needed only if secrets are written in plain.</param>
    /// <exception cref="ManifestFaultsException">Everything that is wrong, at once.</exception>
    public static AppModel Build(AspireManifest manifest, EnvironmentSettings settings, IManifestFiles files, IReadOnlyDictionary<string, string>? secretValues)
    {
        var (faults, notes) = (new FaultList(), new NoteList());
        manifest = AbsentResources.AddTo(manifest, settings);
        SettingsNames.Check(manifest, settings, faults);
        var placement = Placement.Of(manifest, settings, faults, notes);
        var locations = new Locations(settings, faults);
        foreach (var (program, name) in placement.Workloads) locations.Add(program, BindingPorts.Endpoints(program, name, faults));
        var secrets = new SecretKeys(settings.Secrets, secretValues, faults);
        var resolver = new Resolver(manifest, settings, locations, secrets, faults);
        var expressions = new ExpressionParser(manifest.Resources.Select(resource => resource.Name));
        var images = new Images(settings.Images, resolver, faults, notes);
        foreach (var (program, name) in placement.BuildOnly) images.Build(program, name, settings.Of(program.Name));
        var volumes = new VolumePlan(placement.Workloads.Select(workload => workload.Program), settings.Storage, faults);
        var dapr = new DaprParts(manifest, settings, placement, locations, resolver, expressions, faults, notes);
        var builder = new WorkloadBuilder(settings, locations, resolver, images, volumes, dapr, new MountedFiles(files, faults, notes), new EnvironmentValues(expressions, resolver, faults, notes), faults, notes);
        var built = placement.Workloads.Select(workload => builder.Build(workload.Program, workload.Name)).OrderBy(workload => workload.Workload.Name, StringComparer.Ordinal).ToList();
        var headers = (settings.Telemetry.Collector ? settings.Telemetry.SecretHeaders : new Dictionary<string, string>()).ToDictionary(header => header.Key, header => resolver.Secret(header.Value).Value);
        SettingsNames.CheckPlaces(manifest, secrets.Sorted, settings, faults);
        var connections = new ReferenceList(manifest, settings, locations, notes);
        foreach (var (workload, uses) in built) connections.Add(workload, [.. uses, .. dapr.UsesOf(workload.Resource)]);
        faults.ThrowIfAny();
        var sets = built.Where(pair => pair.Workload.Kind == WorkloadKind.StatefulSet).ToDictionary(pair => pair.Workload.Resource, pair => pair.Workload.Name, StringComparer.OrdinalIgnoreCase);
        return new AppModel(
            settings, [.. built.Select(pair => pair.Workload)], connections.Externals, secrets.Sorted, connections.References, volumes.Volumes(sets), dapr.Components, notes.Sorted, images.Builds) { TelemetryHeaders = headers };
    }
}
