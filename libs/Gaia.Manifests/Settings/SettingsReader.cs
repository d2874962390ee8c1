using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Manifests.Settings;

public static class SettingsReader
{
    /// <param name="file">The path that errors name.</param>
    /// <exception cref="ManifestFaultsException">Everything that is wrong with any level of the file.</exception>
    /// <exception cref="DocumentException">`yaml.*`: the text is not YAML.</exception>
    public static DeploySettings Read(string text, string file)
    {
        if (YamlReader.Read(text, new YamlOptions { File = file }) is not MapNode root)
            throw new ManifestException("settings.invalid", "The settings must be a map that begins with `app: NAME`.", new SourceMark(file, 1, 1));
        var settings = new DeploySettings(root);
        var faults = new SettingsFaults();
        faults.AddAsWritten(root);
        faults.AddNames(root);
        foreach (var level in settings.Levels) faults.AddLevel(settings.Level(level), level);
        faults.ThrowIfAny();
        return settings;
    }
}
