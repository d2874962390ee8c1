namespace Gaia.Functional.Tests;

/// <summary>The command that scripts/build.sh leaves; the test command builds it first.</summary>
internal static class GaiaBinary
{
    public static string Root { get; } = FindRoot();

    public static string Path { get; } = Find();

    private static string Find()
    {
        var path = System.IO.Path.Combine(Root, "artifacts", "gaia");
        return File.Exists(path) ? path : throw new FileNotFoundException($"No {path}: run scripts/build.sh, or scripts/test.sh, which does.");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Gaia.Aspire.sln"))) folder = System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}
