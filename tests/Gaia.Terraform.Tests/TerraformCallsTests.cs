using Gaia.Terraform;

namespace Gaia.Terraform.Tests;

public sealed class TerraformCallsTests
{
    [Fact]
    public void Plan_selects_the_workspace_and_keeps_the_plan() =>
        Assert.Equal(["init", "workspace select -or-create dev", "plan -var-file v.json -out p.planfile"], Calls(Flow("plan")));

    [Fact]
    public void Short_steps_collect_garbage_rarely_unless_it_is_said_how_often()
    {
        var environment = new Dictionary<string, string> { ["PATH"] = "/bin" };
        Assert.Equal("400", new TerraformStep(["init"]).In(environment)["GOGC"]);
        Assert.Same(environment, new TerraformStep(["plan"]).In(environment));
        environment["GOGC"] = "50";
        Assert.Same(environment, new TerraformStep(["show", "-json"]).In(environment));
    }

    [Theory]
    [InlineData("-out=mine.plan")]
    [InlineData("-out", "mine.plan")]
    public void A_plan_file_of_the_users_own_wins(params string[] arguments) =>
        Assert.Equal($"plan -var-file v.json {string.Join(' ', arguments)}", Calls(Flow("plan", arguments))[^1]);

    [Fact]
    public void Plan_without_plan_file_where_atmos_yaml_says_so() =>
        Assert.Equal("plan -var-file v.json", Calls(Flow("plan") with { SkipPlanfile = true })[^1]);

    [Fact]
    public void Users_arguments_come_after_ours() =>
        Assert.Equal("destroy -var-file v.json -target=a -auto-approve", Calls(Flow("destroy", "-target=a", "-auto-approve"))[^1]);

    [Fact]
    public void Apply_of_a_saved_plan_takes_no_varfile_and_names_the_plan_last()
    {
        Assert.Equal("apply -parallelism=1 p.planfile", Calls(Flow("apply", "-parallelism=1") with { FromPlan = "" })[^1]);
        Assert.Equal("apply other.plan", Calls(Flow("apply") with { FromPlan = "other.plan" })[^1]);
    }

    [Fact]
    public void Deploy_applies_without_asking_and_without_init_unless_configured()
    {
        Assert.Equal(["workspace select -or-create dev", "apply -var-file v.json -auto-approve"], Calls(Flow("deploy")));
        Assert.Equal("init", Calls(Flow("deploy") with { DeployRunsInit = true })[0]);
    }

    [Fact]
    public void Auto_approve_is_not_given_twice() =>
        Assert.Equal("apply -var-file v.json -auto-approve", Calls(Flow("apply", "-auto-approve") with { AutoApprove = true })[^1]);

    [Fact]
    public void Init_alone_selects_no_workspace() =>
        Assert.Equal(["init -reconfigure -var-file v.json -upgrade"], Calls(Flow("init", "-upgrade") with { Reconfigure = true, PassVarsOnInit = true }));

    [Fact]
    public void Providers_need_no_workspace() => Assert.Equal(["init", "providers lock -platform=x"], Calls(Flow("providers lock", "-platform=x")));

    [Fact]
    public void Where_there_are_no_workspaces_none_is_selected()
    {
        Assert.DoesNotContain(Calls(Flow("plan") with { HasWorkspaces = false }), call => call.StartsWith("workspace", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workspace", "init -reconfigure", "workspace select -or-create dev")]
    [InlineData("workspace delete", "init -reconfigure", "workspace delete dev")]
    [InlineData("workspace list", "init -reconfigure", "workspace list")]
    public void Workspace_commands_name_the_components_workspace(string verb, params string[] calls) => Assert.Equal(calls, Calls(Flow(verb)));

    [Fact]
    public void Skip_init_skips_it() => Assert.StartsWith("workspace", Calls(Flow("plan") with { SkipInit = true })[0], StringComparison.Ordinal);

    [Fact]
    public void An_old_terraform_falls_back_to_workspace_new() =>
        Assert.Equal(["workspace", "new", "dev"], TerraformCalls.Of(Flow("plan")).Single(step => step.Fallback is not null).Fallback!);

    [Theory]
    [InlineData("output", "output")]
    [InlineData("state list", "state list")]
    [InlineData("import", "import -var-file v.json")]
    [InlineData("refresh", "refresh -var-file v.json")]
    [InlineData("test", "test -var-file v.json")]
    [InlineData("validate", "validate")]
    public void Other_commands_pass_through(string verb, string call) => Assert.Equal(call, Calls(Flow(verb))[^1]);

    private static TerraformFlow Flow(string verb, params string[] arguments) =>
        new(TerraformVerb.All.Single(known => known.Words == verb), "dev", "v.json", "p.planfile", arguments);

    private static IReadOnlyList<string> Calls(TerraformFlow flow) => [.. TerraformCalls.Of(flow).Select(step => string.Join(' ', step.Arguments))];
}
