using Gaia.Cli.Contexts;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformContextTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public TerraformContextTests() => api.Problem("POST", Routes.Runs, 409, "lock.held", "The lock is held.");

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Fact]
    public async Task Without_a_context_it_runs_in_place()
    {
        var run = await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev");
        Assert.Equal((0, "gaia: in place (no context)"), (run.ExitCode, run.Error.Split('\n')[0]));
        Assert.Contains(sample.Calls, call => call.StartsWith("plan ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("destroy")]
    public async Task With_one_it_goes_there(string verb)
    {
        await UseAsync("team");
        var run = await sample.GaiaAsync("terraform", verb, "app", "-s", "dev");
        Assert.Equal($"gaia: through {api.Url.GetLeftPart(UriPartial.Authority)} (context team)", run.Error.Split('\n')[0]);
        Assert.Equal("Bearer gaia_secret", Assert.Single(api.Requests).Headers["Authorization"]);
        Assert.Equal(4, run.ExitCode);
        Assert.Empty(sample.Calls);
    }

    [Fact]
    public async Task What_only_runs_here_runs_here_and_says_nothing_of_contexts()
    {
        await UseAsync("team");
        Assert.Equal((0, ""), (await sample.GaiaAsync("terraform", "validate", "app", "-s", "dev")) is var run ? (run.ExitCode, run.Error) : default);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("--local", "gaia: in place (--local), states at API (context team)\n")]
    [InlineData("--context none", "gaia: in place (context none)\n")]
    [InlineData("--local --context none", "gaia: in place (--local)\n")]
    [InlineData("--dry-run", "gaia: in place (an option of this command needs it), states at API (context team)\n")]
    [InlineData("--local --logs-level Off", "")]
    public async Task One_call_can_be_in_place(string options, string said)
    {
        await UseAsync("team");
        var run = await sample.GaiaAsync(["terraform", "plan", "app", "-s", "dev", .. options.Split(' ')]);
        Assert.Equal((0, said.Replace("API", api.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)), (run.ExitCode, run.Error));
        Assert.DoesNotContain(api.Requests, request => request.Method != "GET"); // the state is looked for, no run is queued
    }

    [Theory]
    [InlineData("terraform plan app -s dev --local")]
    [InlineData("terraform output app -s dev")]
    public async Task A_refused_token_is_advised_on_as_by_other_commands(string line)
    {
        await UseAsync("team");
        api.Unmatched = exchange => exchange.JsonAsync(new(null, "t", 401, "This token is unknown, revoked or expired.", null, "access.unauthenticated"), ContractsJson.Default.ProblemResponse, 401);
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("It is the token of context team: `gaia login --context team` replaces it.", run.Error);
        Assert.DoesNotContain("admin init", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("""{"version":4,"serial":9,"lineage":"theirs"}""", "old.tfstate has lineage theirs, and the state that Gaia keeps of app in dev has ours: it is the state of other infrastructure. Nothing was replaced.")]
    [InlineData("""{"version":4,"serial":2,"lineage":"ours"}""", "old.tfstate has serial 2, and the state that Gaia keeps of app in dev is at 3: it is older. Nothing was replaced.")]
    [InlineData("""{"version":4,"serial":4,"lineage":"ours"}""", null)]
    public async Task A_state_that_the_API_would_refuse_is_not_pushed(string state, string? why)
    {
        await UseAsync("team");
        sample.File("components/terraform/app/old.tfstate", state);
        api.Json("GET", Routes.Whoami, new("token:ana", null, "ana", Role.Operator, ["*"], null), ContractsJson.Default.WhoamiResponse);
        api.Unmatched = exchange => exchange.JsonAsync(new("id", null, "dev", "app", 1, 3, "ours", "sha256:0", 9, 1, default, "token:ci", null, null), ContractsJson.Default.StateResponse, 200);
        var run = await sample.GaiaAsync("terraform", "state", "push", "app", "old.tfstate", "-force", "-s", "dev");
        Assert.Equal(why is null ? 0 : 4, run.ExitCode);
        Assert.Equal(why is null, sample.Calls.Any(call => call.StartsWith("state push", StringComparison.Ordinal)));
        if (why is not null) Assert.Contains($"Error: {why}\n", run.Error);
    }

    [Fact]
    public async Task A_file_before_the_component_is_told_by_the_order_that_is_expected()
    {
        sample.File("old.tfstate", "{}");
        var run = await sample.GaiaAsync("terraform", "state", "push", "old.tfstate", "app", "-s", "dev");
        Assert.Equal((1, "Error: terraform state push: old.tfstate stands where the component is expected. The component comes first, then the file.\n  Such as `gaia terraform state push app old.tfstate -s STACK`.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("", "gaia: through http")]
    [InlineData("--local", "gaia: in place (--local), states at")]
    public async Task Where_many_components_run_is_said_once(string options, string said)
    {
        await UseAsync("team");
        var run = await sample.GaiaAsync(["terraform", "plan", "--all", "-s", "dev", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Single(run.Error.Split('\n'), line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--local --remote", "--local and --remote contradict each other.")]
    [InlineData("--remote --context none", "--remote and --context none contradict each other.")]
    [InlineData("--context teem", "There is no context `teem` (--context).\n  Did you mean `team`?")]
    [InlineData("--context=", "There is no context `` (--context).")]
    public async Task Contradictions_are_refused_by_name(string options, string message)
    {
        await UseAsync("team");
        var run = await sample.GaiaAsync(["terraform", "apply", "app", "-s", "dev", .. options.Split(' ')]);
        Assert.StartsWith($"Error: {message}", run.Error, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("--remote", "", "--remote needs a context, and none is chosen.")]
    [InlineData("", "remote", "GAIA_MODE=remote needs a context, and none is chosen.")]
    [InlineData("", "bogus", "GAIA_MODE is 'bogus': it can be local (terraform runs in place) or remote (through the API of the context).")]
    public async Task What_cannot_be_is_refused(string option, string mode, string message)
    {
        sample.Environment["GAIA_MODE"] = mode;
        var run = await sample.GaiaAsync(["terraform", "apply", "app", "-s", "dev", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"Error: {message}\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("local", "gaia: in place (settings.gaia.mode: local)\n")]
    [InlineData("remote", "Error: settings.gaia.mode: remote needs a context, and none is chosen.\n")]
    [InlineData("server", "Error: settings.gaia.mode of app in dev is 'server': it can be local")]
    [InlineData("true", "Error: settings.gaia.mode of app in dev is 'true': it can be local")]
    public async Task The_component_may_say_where(string mode, string said)
    {
        sample.File("stacks/deploy/dev.yaml", $"{sample.Read("stacks/deploy/dev.yaml")}settings: {{gaia: {{mode: {mode}}}}}\n");
        Assert.StartsWith(said, (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local", "gaia: in place (gaia.mode of atmos.yaml: local)\n")]
    [InlineData("both", "Error: gaia.mode of atmos.yaml is 'both': it can be local")]
    public async Task Atmos_yaml_may_say_where(string mode, string said)
    {
        sample.File("atmos.yaml", $"{sample.Read("atmos.yaml")}gaia: {{mode: {mode}}}\n");
        Assert.StartsWith(said, (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_of_the_context_stands_in_for_one_that_is_not_given()
    {
        await UseAsync("team", "prod");
        Assert.Equal("gaia: stack prod (context team)\n3\n", (await sample.GaiaAsync("describe", "component", "app", "--query", ".vars.size")) is var run ? run.Error + run.Out : "");
        Assert.Equal("2\n", (await sample.GaiaAsync("describe", "component", "app", "-s", "dev", "--query", ".vars.size")) is var given ? given.Error + given.Out : "");
        Assert.Contains("No stack given.", (await sample.GaiaAsync("describe", "component", "app", "--context", "none")).Error);
        const string line = "gaia describe component ";
        var offered = (await sample.GaiaAsync($"[suggest:{line.Length}]", line)).Out.Split('\n');
        Assert.Contains("app", offered);
        Assert.DoesNotContain("network", offered);
    }

    [Fact]
    public async Task Steps_of_a_workflow_have_the_context_of_the_whole()
    {
        sample.File("stacks/workflows/ops.yaml", "workflows: {where: {steps: [{command: context show, type: atmos}, {command: 'echo $GAIA_CONTEXT', type: shell}]}}");
        await UseAsync("team");
        var run = await sample.GaiaAsync("workflow", "where", "--context", "none");
        Assert.Equal("Context none (GAIA_CONTEXT): terraform runs in place.\nCommands that need the API ask http://127.0.0.1:8080.\nnone\n", run.Out);
    }

    private Task UseAsync(string name, string? stack = null) => ContextFileOf().UpdateAsync(
        contexts => contexts.With(new(name, api.Url) { Token = "gaia_secret", Stack = stack }).Use(name), TestContext.Current.CancellationToken);

    private ContextFile ContextFileOf() => new(Path.Combine(sample.Root, ".config", "gaia", "credentials.json"), TimeProvider.System);
}
