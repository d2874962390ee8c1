namespace Gaia.Platform.Tests;

/// <summary>Where this checkout keeps what is tested.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Components => Path.Combine(Root, "components", "terraform");

    public static string AwsTests => Path.Combine(Root, "tests", "aws");

    public static string Checks => Path.Combine(Root, "stacks", "checks");

    /// <summary>The components on AWS, by folder name.</summary>
    public static readonly string[] AwsComponents = ["idp-dr", "idp-platform", "tfstate-backend", "vpc"];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "atmos.yaml")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No atmos.yaml above {AppContext.BaseDirectory}: run the tests from a checkout.");
        return folder;
    }
}
