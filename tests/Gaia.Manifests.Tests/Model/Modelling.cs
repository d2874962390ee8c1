using System.Text;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Model;

/// <summary>From the resources of a manifest to a model, without a file.</summary>
internal static class Modelling
{
    public static EnvironmentSettings Defaults { get; } = new("shop", "base", "shop");

    public static AppModel Build(string resources, EnvironmentSettings? settings = null, IReadOnlyDictionary<string, string>? secrets = null, IManifestFiles? files = null) =>
        AppModelBuilder.Build(AspireReader.Read($$"""{"resources": {{resources}}}""", "a.json"), settings ?? Defaults, files ?? new Beside(), secrets);

    public static IReadOnlyList<ManifestFault> Faults(string resources, EnvironmentSettings? settings = null, IReadOnlyDictionary<string, string>? secrets = null) =>
        Assert.Throws<ManifestFaultsException>(() => Build(resources, settings, secrets)).Faults;

    public static EnvironmentSettings With(string resource, WorkloadSettings own) =>
        Defaults with { Resources = new Dictionary<string, WorkloadSettings>(StringComparer.OrdinalIgnoreCase) { [resource] = own } };

    public static EnvironmentSettings Parameters(params (string Name, string Text)[] parameters) => Defaults with { Parameters = parameters.ToDictionary(pair => pair.Name, pair => pair.Text) };

    /// <summary>Secrets stand as `[key]`.</summary>
    public static string Written(this Value value) => string.Concat(value.Parts.Select(part => part is SecretPart secret ? $"[{secret.Key}]" : ((TextPart)part).Text));

    public static string Env(this AppModel model, string workload, string name) => model.Workload(workload).Environment.Single(pair => pair.Key == name).Value.Written();

    public static Workload Workload(this AppModel model, string name) => model.Workloads.Single(workload => workload.Name == name);

    internal sealed class Beside(params (string Source, string Path, byte[] Bytes)[] files) : IManifestFiles
    {
        public IReadOnlyList<BesideFile>? List(string source, bool mayBeOutside) => !mayBeOutside && source.StartsWith("/outside", StringComparison.Ordinal) ? [new("", 0, BesideFault.Outside)] :
            files.Where(file => file.Source == source).Select(file => new BesideFile(file.Path, file.Bytes.Length)).Where(file => file.Path != "-").ToList() is var found && files.Any(file => file.Source == source) ? found : null;

        public byte[] Read(string source, BesideFile file) => files.Single(other => other.Source == source && other.Path == file.Path).Bytes;

        public static (string Source, string Path, byte[] Bytes) Text(string source, string path, string text) => (source, path, Encoding.UTF8.GetBytes(text));
    }
}
