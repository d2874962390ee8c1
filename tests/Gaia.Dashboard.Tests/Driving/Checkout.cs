namespace Gaia.Dashboard.Tests;

internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>debug or release, as these tests themselves: artifacts/bin/Gaia.Dashboard.Tests/debug.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gaia.Aspire.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
