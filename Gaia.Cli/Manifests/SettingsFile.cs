using Gaia.Cli.Hosting;

namespace Gaia.Cli.Manifests;

/// <summary>Where the settings of a deployment are: the file that is named, else deploy/settings.yaml of this folder. The same for every command.</summary>
internal static class SettingsFile
{
    public const string Usual = "deploy/settings.yaml";

    private const string None = "none";

    /// <returns>Null: there are none, and defaults hold.</returns>
    public static string? Find(CliContext context, string? given)
    {
        if (given == None) return null;
        if (given is not null) return given;
        var isThere = File.Exists(Path.Combine(context.WorkingDirectory, Usual));
        context.SayOnce(isThere ? $"settings are those of {Usual}" : $"there is no {Usual} here: defaults hold");
        return isThere ? Usual : null;
    }
}
