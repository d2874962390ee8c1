namespace Gaia.Containers.Tests;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The command that scripts/build.sh leaves; scripts/test.sh builds it first.</summary>
    public static string Gaia
    {
        get
        {
            var path = Path.Combine(Root, "artifacts", "gaia");
            return File.Exists(path) ? path : throw new FileNotFoundException($"No {path}: run scripts/build.sh, or scripts/test.sh, which does.");
        }
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
