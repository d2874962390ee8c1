using Gaia.Manifests.Aspire;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Model;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Shapes;

/// <summary>NAME.json, and if they are beside it NAME.settings.yaml with what it needs and NAME.refusals with the codes of its faults, one a line.</summary>
internal sealed record ManifestFile(string Path)
{
    private const string Folder = "GAIA_TEST_MANIFESTS";

    /// <summary>Manifests of other projects, which are not kept here; null: none are given.</summary>
    public static string? Others => Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder ? folder : null;

    public static string Needed => $"needs a folder of Aspire manifests in {Folder} (scripts/test.sh --manifests FOLDER)";

    public static IEnumerable<ManifestFile> All => new[] { System.IO.Path.Combine(AppContext.BaseDirectory, "Shapes"), Others }.OfType<string>()
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)).Select(path => new ManifestFile(path));

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ManifestFile Named(string name) => All.First(file => file.Name == name);

    public IReadOnlyList<string> Refusals => Beside("refusals") is { } codes ? codes.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    public string Text => File.ReadAllText(Path);

    public AspireManifest Read() => AspireReader.Read(Text, System.IO.Path.GetFileName(Path));

    public DeploySettings Settings => SettingsReader.Read(Beside("settings.yaml") ?? "app: shop\n", "settings.yaml");

    /// <summary>The settings' own level and their environments; one with everything switched on if they have none.</summary>
    public Published Publish()
    {
        var (manifest, settings) = (Read(), Settings);
        var common = settings.For(DeploySettings.BaseName);
        var others = settings.Environments.Count > 0 ? settings.Environments.Order(StringComparer.Ordinal).Select(settings.For) : [Everything(manifest, common)];
        return new(Publish(manifest, common), [.. others.Select(one => Publish(manifest, one))]);
    }

    public static PublishedEnvironment Publish(AspireManifest manifest, EnvironmentSettings settings, IReadOnlyDictionary<string, string>? secrets = null)
    {
        var model = AppModelBuilder.Build(manifest, settings, new Modelling.Beside(), secrets);
        return new(settings.Environment, model with { NotPublished = [.. model.NotPublished.Concat(KubernetesObjects.Lacking(model)).Distinct()] }, KubernetesObjects.Of(model));
    }

    private static EnvironmentSettings Everything(AspireManifest manifest, EnvironmentSettings common) => common with
    {
        Environment = "prod",
        Namespace = $"{common.Namespace}-prod",
        Images = common.Images with { Registry = "registry.test/shop", Tag = "2.0.0" },
        Exposure = new ExposureSettings(Class: "nginx", Issuer: "letsencrypt"),
        Monitoring = new MonitoringSettings(ServiceMonitors: true, Rules: true),
        Telemetry = new TelemetrySettings(Collector: true, Dashboard: true),
        Velero = new VeleroSettings("0 3 * * *"),
        ImagePullSecrets = ["registry"],
        IsMeshed = true,
        Resources = manifest.Resources.Select(resource => resource.Name).Concat(common.Resources.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(name => name,
            name => manifest.Find(name) is ProgramResource program && program.Bindings.Any(binding => binding.IsExternal) ? common.Of(name) with { Hosts = [$"{program.Name.ToLowerInvariant()}.test"] } : common.Of(name),
            StringComparer.OrdinalIgnoreCase),
    };

    private string? Beside(string extension) => System.IO.Path.ChangeExtension(Path, extension) is var path && File.Exists(path) ? File.ReadAllText(path) : null;
}
