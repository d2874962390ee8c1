using System.Text.Json;

namespace Gaia.Cli.Tests.Vendor;

public sealed class VendorTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public VendorTests()
    {
        sample.File("upstream/main.tf", "# new\n");
        sample.File("upstream/extra.tf", "# extra\n");
        sample.File("vendor.yaml", """
            apiVersion: atmos/v1
            kind: AtmosVendorConfig
            spec:
              sources:
                - component: network
                  source: "./upstream"
                  version: "1.2"
                  targets: [components/terraform/network]
                  tags: [net]
            """);
    }

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Pull_writes_what_diff_shows()
    {
        var diff = await sample.GaiaAsync("vendor", "diff", "--check");
        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("added    components/terraform/network/extra.tf", diff.Out);
        Assert.Contains("+# new", diff.Out);
        var dry = await sample.GaiaAsync("vendor", "pull", "--dry-run");
        Assert.Equal((0, "1 source, 2 files would be written.\n"), (dry.ExitCode, dry.Error));
        Assert.False(sample.Has("components/terraform/network/extra.tf"));
        var pull = await sample.GaiaAsync("vendor", "pull", "--component", "network");
        Assert.Equal((0, "network 1.2  local  2 files\n"), (pull.ExitCode, pull.Out));
        Assert.Equal("# new\n", sample.Read("components/terraform/network/main.tf"));
        Assert.Equal("Nothing would change.\n", (await sample.GaiaAsync("vendor", "diff", "--check")).Error);
    }

    [Fact]
    public async Task It_is_listed_and_chosen_by_tag()
    {
        sample.File("components/terraform/app/component.yaml", """
            spec: {source: {uri: ../upstream, version: '3.0'}}
            """);
        Assert.Equal("Component,Type,Tags,Manifest,Folder\napp,Component Manifest,,components/terraform/app/component.yaml,components/terraform/app\n"
            + "network,Vendor Manifest,net,vendor.yaml,components/terraform/network\n",
            (await sample.GaiaAsync("list", "vendor", "--format", "csv")).Out);
        Assert.Equal("network\t1.2\t./upstream\n", (await sample.GaiaAsync("list", "vendor", "--tags", "net", "--columns", "component,version,source")).Out);
        Assert.Equal(1, (await sample.GaiaAsync("vendor", "pull", "--tags", "other")).ExitCode);
        using var changes = JsonDocument.Parse((await sample.GaiaAsync("vendor", "diff", "--tags", "net", "--format", "json")).Out);
        Assert.Equal(2, changes.RootElement.GetArrayLength());
    }
}
