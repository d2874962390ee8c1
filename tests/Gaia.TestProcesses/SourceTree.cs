namespace Gaia.TestProcesses;

/// <summary>The sources that the tests were built from, and what the test command built of them.</summary>
public static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>debug or release, as the tests themselves: artifacts/bin/PROJECT/debug.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>The native command.</summary>
    public static string Gaia => Artifact("gaia", "scripts/build.sh");

    /// <summary>A project's program, of the same configuration as the tests.</summary>
    public static string Program(string project, string name) => Artifact(Path.Combine("bin", project, Configuration, name), "dotnet build");

    private static string Artifact(string name, string by)
    {
        var path = Path.Combine(Root, "artifacts", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"No {path}: run {by}, or scripts/test.sh, which does.");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gaia.Aspire.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No Gaia.Aspire.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
        return folder;
    }
}
