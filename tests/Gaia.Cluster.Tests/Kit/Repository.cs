namespace Gaia.Cluster.Tests.Kit;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The command that scripts/build.sh leaves; scripts/test.sh builds it first.</summary>
    public static string Gaia => Built("gaia", "scripts/build.sh");

    public static string AppHost => Built("bin/Gaia.AppHost/debug/Gaia.AppHost.dll", "dotnet build");

    private static string Built(string name, string by)
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
