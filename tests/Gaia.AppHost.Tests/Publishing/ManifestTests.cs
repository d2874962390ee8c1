using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gaia.AppHost.Tests.Publishing;

/// <summary>What `--publisher manifest` writes is what clusters run: reviewed as a file. GAIA_APPROVE=1 writes it anew.</summary>
public sealed partial class ManifestTests
{
    [Fact]
    public async Task The_manifest_is_the_approved_one()
    {
        var manifest = await PublishAsync();
        var approved = ApprovedFile();
        if (Environment.GetEnvironmentVariable("GAIA_APPROVE") == "1")
            await File.WriteAllTextAsync(approved, manifest, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), manifest);
    }

    [Theory]
    [InlineData("--processes")]
    [InlineData("--no-sample")]
    [InlineData("--aws=local")]
    public async Task No_option_of_this_machine_changes_it(string option) => Assert.Equal(await PublishAsync(), await PublishAsync(option));

    [Fact]
    public async Task It_names_no_place_of_this_machine_and_nothing_that_is_not_there()
    {
        var manifest = await PublishAsync();
        Assert.DoesNotContain(AppContext.BaseDirectory.Split("/artifacts/")[0], manifest);
        Assert.DoesNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), manifest);
        using var document = System.Text.Json.JsonDocument.Parse(manifest);
        var resources = document.RootElement.GetProperty("resources").EnumerateObject().Select(resource => resource.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "postgres", "gaia", "redis", "api", "worker" }, resources);
        foreach (Match reference in References().Matches(manifest))
            Assert.Contains(reference.Groups[1].Value, resources);
    }

    [Fact]
    public async Task Publishing_writes_the_objects_of_a_cluster_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("gaia-publish-");
        try
        {
            await RunAsync("--operation", "publish", "--step", "publish", "--output-path", folder.FullName);
            var kubernetes = Path.Combine(folder.FullName, "kubernetes");
            Assert.True(File.Exists(Path.Combine(folder.FullName, "aspire-manifest.json")));
            Assert.Contains("api-deployment.yaml", await File.ReadAllTextAsync(Path.Combine(kubernetes, "base", "kustomization.yaml"), TestContext.Current.CancellationToken));
            Assert.False(Directory.Exists(Path.Combine(kubernetes, "overlays")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"\{([a-z0-9-]+)\.[A-Za-z.]+\}")]
    private static partial Regex References();

    private static async Task<string> PublishAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("gaia-manifest-");
        var file = Path.Combine(folder.FullName, "aspire-manifest.json");
        try
        {
            await RunAsync(["--publisher", "manifest", "--output-path", file, .. options]);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gaia.AppHost.dll"), .. options]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    private static string ApprovedFile([CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "Approved", "aspire-manifest.golden");
}
