namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformBulkTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task All_go_after_what_they_depend_on() =>
        Assert.Equal(["plan network in dev", "plan app in dev", "plan frozen in dev"], await OrderAsync("plan", "--all", "-s", "dev"));

    [Fact]
    public async Task Destroy_goes_the_other_way_round() =>
        Assert.Equal(["destroy app in dev", "destroy network in dev"], await OrderAsync("destroy", "--components", "app,network", "-s", "dev"));

    [Fact]
    public async Task A_query_chooses_by_what_components_say() =>
        Assert.Equal(["plan app in prod"], await OrderAsync("plan", "--query", ".vars.size == 3"));

    [Fact]
    public async Task Nothing_chosen_is_no_failure()
    {
        var run = await sample.GaiaAsync("terraform", "plan", "--query", ".vars.size == 9");
        Assert.Equal((0, "No components matched.\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task The_first_failure_stops_the_rest_and_says_how_many_are_left()
    {
        sample.Environment["FAIL_ON"] = "plan";
        sample.Environment["FAIL_WITH"] = "9";
        var run = await sample.GaiaAsync("terraform", "plan", "--all", "-s", "dev");
        Assert.Equal(9, run.ExitCode);
        Assert.Contains("terraform plan network in dev exited 9; 2 after it did not run.", run.Error);
    }

    [Fact]
    public async Task A_circle_of_dependencies_is_named()
    {
        sample.File("stacks/deploy/circle.yaml", """
            vars: {stage: circle}
            components:
              terraform:
                network: {settings: {depends_on: {1: {component: app}}}}
                app: {settings: {depends_on: {1: {component: network}}}}
            """);
        var run = await sample.GaiaAsync("terraform", "plan", "--all", "-s", "circle", "--dry-run");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("circle: ", run.Error);
        Assert.Contains("network in circle -> app in circle -> network in circle", run.Error);
    }

    private async Task<IReadOnlyList<string>> OrderAsync(string verb, params string[] args)
    {
        var run = await sample.GaiaAsync(["terraform", verb, .. args, "--dry-run"]);
        Assert.Equal(0, run.ExitCode);
        return [.. run.Out.Split('\n').Where(line => line.StartsWith("Would ", StringComparison.Ordinal)).Select(line => line["Would ".Length..].Replace(" (dry run)", ""))];
    }
}
