using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Terraform;

/// <summary>In place with a context, terraform would learn that it may not save the state after it has made things.</summary>
public sealed class ChangeRightsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2001, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public ChangeRightsTests() => sample.Environment["GAIA_URL"] = api.Url.ToString();

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Theory]
    [InlineData("apply app -s dev --local -auto-approve")]
    [InlineData("destroy app -s dev --local")]
    [InlineData("deploy app -s dev --local")]
    [InlineData("refresh app -s dev")]
    [InlineData("import app -s dev a.b c")]
    [InlineData("taint app -s dev a.b")]
    [InlineData("state rm app -s dev a.b")]
    [InlineData("state mv app -s dev a.b a.c")]
    public async Task A_planner_changes_nothing(string line)
    {
        Is(Role.Planner);
        var run = await sample.GaiaAsync(["terraform", .. line.Split(' ')]);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("changes the state of app in dev, which Gaia keeps: that needs the role operator, and token:ana is planner. Terraform was not started.", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("apply app -s dev --local -auto-approve --plan-only", "--plan-only goes through Gaia's API, and terraform apply runs in place here.")]
    [InlineData("deploy app -s dev --context none --plan-only", "--plan-only goes")]
    [InlineData("destroy app -s dev --local -auto-approve --ref nope", "--ref goes")]
    [InlineData("plan app -s dev --local --detach -m why --format json", "--detach and --message and --format go")]
    [InlineData("plan app -s dev --dry-run --ref nope", "--ref goes")]
    [InlineData("apply --all -s dev --local -auto-approve --plan-only", "--plan-only goes")]
    [InlineData("apply --all -s dev --ref main --auto-approve", "--ref is for one component")]
    public async Task What_only_the_API_can_do_is_refused_where_terraform_runs_here(string line, string said)
    {
        Is(Role.Admin);
        var run = await sample.GaiaAsync(["terraform", .. line.Split(' ')]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("output app -s dev")]
    [InlineData("show app -s dev")]
    [InlineData("state list app -s dev")]
    public async Task A_viewer_reads_no_state(string line)
    {
        Is(Role.Viewer);
        var run = await sample.GaiaAsync(["terraform", .. line.Split(' ')]);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("reads the state of app in dev, which Gaia keeps: that needs the role planner, and token:ana is viewer. Terraform was not started.", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("plan app -s dev --local")]
    [InlineData("plan app -s dev --local --plan-only")]
    [InlineData("output app -s dev")]
    [InlineData("state list app -s dev")]
    public async Task A_planner_reads(string line)
    {
        Is(Role.Planner);
        Assert.Equal(0, (await sample.GaiaAsync(["terraform", .. line.Split(' ')])).ExitCode);
    }

    [Fact]
    public async Task A_planner_changes_what_Gaia_does_not_keep()
    {
        Is(Role.Planner);
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--context", "none")).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task An_operator_waits_for_nobody_in_vain()
    {
        Is(Role.Operator);
        Held(new("e739", "ana@laptop", "OperationTypeApply", "token:ana", null, Noon));
        var run = await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("The state of app in dev is held by ana@laptop (token:ana), lock e739, since 2001-06-15 12:00:00 UTC. Terraform was not started.", run.Error);
        Assert.Empty(sample.Calls);

        Assert.Equal(0, (await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local", "-lock-timeout=1m")).ExitCode);
        sample.Environment["TF_CLI_ARGS_apply"] = "-lock=false";
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local")).ExitCode);
    }

    [Theory]
    [InlineData("init")]
    [InlineData("validate")]
    [InlineData("providers")]
    [InlineData("test")]
    [InlineData("get")]
    [InlineData("fmt")]
    [InlineData("shell")]
    [InlineData("plan --local")]
    public async Task A_state_file_in_the_folder_is_passed_over_by_none(string verb)
    {
        sample.File("components/terraform/app/terraform.tfstate.d/dev/terraform.tfstate", """{"version":4,"resources":[{}]}""");
        sample.Environment["SHELL"] = "/bin/true";
        string[] words = ["terraform", .. verb.Split(' '), "app", "-s", "dev"];
        var run = await sample.GaiaAsync(words);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("terraform.tfstate holds the state of app in dev, and the Gaia at", run.Error);
        Assert.Empty(sample.Calls);

        Held(null);
        Assert.Equal(0, (await sample.GaiaAsync(words)).ExitCode);
    }

    private void Is(Role role) => api.Json("GET", Routes.Whoami, new("token:ana", null, "ana", role, ["*"], null), ContractsJson.Default.WhoamiResponse);

    private void Held(StateLockResponse? held) => api.Json("GET", Routes.State("dev", "app"), new(
        "0123456789abcdef0123456789abcdef", "local:components/terraform/app/terraform.tfstate#default", "dev", "app", 2, 9, "lineage-1", "sha256:ab", 120, 1,
        Noon, "token:ana", null, held), ContractsJson.Default.StateResponse);
}
