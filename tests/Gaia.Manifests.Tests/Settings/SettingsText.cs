using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

internal static class SettingsText
{
    public const string File = "deploy/settings.yaml";

    public static DeploySettings Read(string text) => SettingsReader.Read(text, File);

    public static IReadOnlyList<ManifestFault> Faults(string text) => Assert.Throws<ManifestFaultsException>(() => Read(text)).Faults;

    public static DeploySettings Filled(string text, string outputs, string? environment = null) =>
        SettingsOutputs.Apply(Read(text), (MapNode)JsonReader.Read(outputs), new SourceMark("prod/platform", 0, 0), environment);
}
