namespace Gaia.Dashboard.Tests;

internal static class Programs
{
    /// <summary>GAIA_TEST_CHROMIUM, else what the PATH has. None is downloaded.</summary>
    public static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("GAIA_TEST_CHROMIUM") is { Length: > 0 } given ? given : Find("chromium", "chromium-browser", "google-chrome", "chrome");

    public static string? Terraform { get; } = Find("terraform", Environment.GetEnvironmentVariable("Gaia__TerraformCommand") ?? "terraform");

    private static string? Find(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
