using Gaia.Stacks;

namespace Gaia.Platform.Tests;

/// <summary>onboard.py in a copy of this repository: what it writes is a stack that Gaia resolves.</summary>
public sealed class OnboardTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("gaia-onboard-").FullName;

    public OnboardTests()
    {
        foreach (var name in new[] { "atmos.yaml", "stacks" })
            Tree.Copy(Path.Combine(Repository.Root, name), Path.Combine(root, name));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("qa", "dev", "us-east-1", "10.50.0.0/16", "kept by Gaia")]
    [InlineData("blue", "prod", "us-west-2", "10.60.0.0/20", "s3")]
    public async Task Writes_a_stack_that_resolves(string tenant, string stage, string region, string cidr, string state)
    {
        Needs.Interpreter();
        var written = await OnboardAsync(tenant, stage, region, cidr, stage == "prod" ? ["--replica-region", "us-east-1"] : []);
        Assert.True(written.ExitCode == 0, written.Everything);

        var instance = Varfiles.Open(root, null, new Dictionary<string, string>()).Find("idp-platform", $"{tenant}-{region}-{stage}");
        Assert.Equal(state == "s3" ? "s3" : "local", instance.BackendType);
        if (state == "s3")
            Assert.Equal($"s3://gaia-{tenant}-{region}-{stage}-tfstate", instance.StateIdentity.Backend);
        Assert.Contains($"{tenant}-{region}-{stage}: {cidr}", await File.ReadAllTextAsync(Path.Combine(root, "stacks/catalog/address-plan.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qa", "us-east-1", "10.50.0.0/16", "--replica-region None", "prod")]
    [InlineData("qa", "us-east-1", "10.30.16.0/20", "overlaps 10.30.0.0/16 of prod-us-east-1-prod")]
    [InlineData("qa", "us-east-1", "10.30.300.0/20", "does not appear to be an IPv4")]
    [InlineData("qa", "us-east-1", "10.50.0.1/16", "has host bits set")]
    [InlineData("qa", "us-east-1", "10.50.0.0/24", "/16 to /20")]
    [InlineData("qa", "mars-north-1", "10.50.0.0/16", "no stacks/mixins/region/mars-north-1.yaml")]
    [InlineData("dev", "us-east-1", "10.50.0.0/16", "the stack dev-us-east-1-dev exists")]
    [InlineData("Q A", "us-east-1", "10.50.0.0/16", "--tenant")]
    public async Task Refuses_and_writes_nothing(string tenant, string region, string cidr, string reason, string stage = "dev")
    {
        Needs.Interpreter();
        var before = Files();
        var refused = await OnboardAsync(tenant, stage, region, cidr);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(reason, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    private Task<ToolResult> OnboardAsync(string tenant, string stage, string region, string cidr, params string[] more) =>
        Tool.RunAsync(Python.Program,
            [Path.Combine(root, "stacks/checks/onboard.py"), "--tenant", tenant, "--stage", stage, "--region", region, "--cidr", cidr, "--domain", "qa.idp.gaia.example", .. more],
            root, new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" }, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private string[] Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "stacks"), "*.yaml", SearchOption.AllDirectories).Order().Select(file => file + File.ReadAllText(file))];
}
