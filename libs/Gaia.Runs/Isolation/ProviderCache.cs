using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>
/// The providers that all runs share. A run sees them, but never writes there: what it installs goes into a folder of its own, in which
/// each shared provider is a link. So no run can put a program under the name of a provider into another one's way.
/// </summary>
internal static class ProviderCache
{
    // registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64
    private const int PackageDepth = 5;

    /// <param name="environment">Of the worker: whoever has a cache already keeps it.</param>
    public static string Shared(RunsOptions options, IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("TF_PLUGIN_CACHE_DIR") is { Length: > 0 } named ? Path.GetFullPath(named)
            : OperatorFiles.TerraformConfiguration(environment) is { } file && OperatorFiles.PluginCache(file) is ['/', ..] configured ? configured
            : options.DataPath("plugins");

    /// <summary>Shows a run what is shared now.</summary>
    public static void Link(string shared, WorkDirectory work)
    {
        foreach (var name in Packages(shared))
        {
            var link = Path.Combine(work.Plugins, name);
            if (Path.Exists(link)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            Directory.CreateSymbolicLink(link, Path.Combine(shared, name));
        }
    }

    /// <summary>Names of packages relative to the folder, such as <c>registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64</c>.</summary>
    public static IEnumerable<string> Packages(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        IEnumerable<string> level = [folder];
        for (var depth = 1; depth < PackageDepth; depth++)
            level = level.SelectMany(Directory.EnumerateDirectories).Where(path => new DirectoryInfo(path).LinkTarget is null).ToList();
        return level.SelectMany(Directory.EnumerateDirectories).Select(path => Path.GetRelativePath(folder, path));
    }
}
