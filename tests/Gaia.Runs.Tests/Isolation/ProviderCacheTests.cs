using Gaia.Runs.Isolation;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>Providers that are not worth running: init installs them and never starts them.</summary>
public sealed class ProviderCacheTests(RunsPostgres postgres)
{
    private const string Package = "registry.terraform.io/acme/tool/1.0.0/linux_amd64";

    private const string Component =
        """
        terraform {
          required_providers {
            tool = {
              source  = "acme/tool"
              version = "1.0.0"
            }
          }
        }
        variable "name" {
          type = string
        }
        variable "password" {
          type = string
        }
        """;

    [Theory]
    [InlineData("auto")]
    [InlineData("none")]
    public async Task What_a_run_installs_is_fetched_again_for_all_and_shown_to_the_next(string isolation)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Component, worker: false);
        var mirror = Path.Combine(gaia.Folder, "mirror");
        Place(Path.Combine(mirror, Package));
        var settings = Path.Combine(gaia.Folder, "terraformrc");
        File.WriteAllText(settings, $"provider_installation {{\n  filesystem_mirror {{\n    path = \"{mirror}\"\n  }}\n}}\n");
        await using var worker = WorkerProcess.Start(gaia, ("Gaia__Isolation", isolation), ("TF_CLI_CONFIG_FILE", settings));

        await InstalledAsync(gaia);

        var shared = Path.Combine(gaia.DataDirectory, "plugins", Package);
        await Until.TrueAsync(() => File.Exists(Path.Combine(shared, "terraform-provider-tool")), "it is shared");
        var installed = Path.Combine(await InstalledAsync(gaia), "plugins", Package);
        Assert.Equal(shared, new DirectoryInfo(installed).LinkTarget);
        Assert.Contains("shared by all runs", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_a_configuration_brings_along_is_its_own_and_nobody_elses()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Component, worker: false);
        Place(Path.Combine(gaia.Repository.Folder, "components/terraform/app/terraform.d/plugins", Package));
        await using var worker = WorkerProcess.Start(gaia, ("TF_CLI_CONFIG_FILE", "/nowhere"), ("HTTPS_PROXY", "http://127.0.0.1:1"));

        await InstalledAsync(gaia);

        await Until.TrueAsync(() => worker.Output.Contains($"The provider {Package} is not shared", StringComparison.Ordinal), "the worker did not take it");
        Assert.Empty(ProviderCache.Packages(Path.Combine(gaia.DataDirectory, "plugins")));
    }

    [Theory]
    [InlineData("registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64", "registry.terraform.io/hashicorp/aws", "5.100.0")]
    [InlineData("registry.acme.example:8443/ada/tool/1.0.0-rc1/linux_arm64", "registry.acme.example:8443/ada/tool", "1.0.0-rc1")]
    [InlineData("registry.terraform.io/hashicorp/../5.100.0/linux_amd64", null, null)]
    [InlineData("registry.terraform.io/hashicorp/aws/5.100.0\"/linux_amd64", null, null)]
    public void Names_of_packages_are_taken_only_as_such(string path, string? source, string? version)
    {
        var package = ProviderPackage.Parse(path);
        Assert.Equal((source, version), (package?.Source, package?.Version));
    }

    /// <summary>The worker asks them by itself, outside of a sandbox: a run must not choose whom.</summary>
    [Theory]
    [InlineData("registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64", true)]
    [InlineData("Registry.OpenTofu.org/hashicorp/aws/5.100.0/linux_amd64", false)] // no name of a package
    [InlineData("registry.opentofu.org/hashicorp/aws/5.100.0/linux_amd64", true)]
    [InlineData("registry.acme.example:8443/ada/tool/1.0.0/linux_arm64", true)]
    [InlineData("registry.acme.example/ada/tool/1.0.0/linux_arm64", false)]
    [InlineData("169.254.169.254/ada/tool/1.0.0/linux_arm64", false)]
    [InlineData("localhost:5432/ada/tool/1.0.0/linux_arm64", false)]
    public void Registries_are_those_that_the_operator_knows(string path, bool known)
    {
        var fill = new FillProviderCache(Options.Create(new RunsOptions { ProviderHosts = ["registry.acme.example:8443"] }), TimeProvider.System, NullLogger<FillProviderCache>.Instance);
        Assert.Equal(known, ProviderPackage.Parse(path) is { } package && fill.IsKnown(package.Host));
    }

    /// <returns>The folder of an attempt that installed the provider and could not start it.</returns>
    private static async Task<string> InstalledAsync(TestGaia gaia)
    {
        var run = await gaia.UntilAsync(await gaia.QueueAsync(planOnly: true), RunStatus.Failed);
        Assert.Contains("Failed to load plugin schemas", run.Error, StringComparison.Ordinal);
        return Directory.GetDirectories(Path.Combine(gaia.DataDirectory, "work", $"{run.Id}")).Single();
    }

    private static void Place(string folder)
    {
        var program = Path.Combine(Directory.CreateDirectory(folder).FullName, "terraform-provider-tool");
        File.WriteAllText(program, "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
