namespace Gaia.Cli.Tests.Workflows;

public sealed class WorkflowTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public WorkflowTests() => sample.File("stacks/workflows/ops.yaml", """
        workflows:
          hello:
            description: Says hello
            env: {WHO: world, HOW: loud}
            steps:
              - {name: greet, type: shell, command: 'echo "hello $WHO $HOW"', env: {HOW: quiet}}
              - {name: again, type: shell, command: 'echo "hello $WHO $HOW"'}
          persist:
            steps:
              - {type: env, vars: {COLOR: blue}}
              - {type: shell, command: 'echo "$COLOR"'}
          hidden:
            steps:
              - {type: env, export: false, vars: {TOKEN: t0}}
              - {type: shell, command: 'echo "{{ .env.TOKEN }} [$TOKEN]"'}
          plan:
            stack: prod
            steps:
              - command: terraform plan app --stack nowhere -- -compact-warnings
              - {command: terraform plan network, stack: dev}
          broken:
            steps:
              - {name: one, type: shell, command: "true"}
              - {name: two, type: shell, command: exit 5}
              - {name: three, type: shell, command: echo never}
              - {name: tidy, type: shell, command: echo tidied, when: always}
          retried:
            steps:
              - {type: shell, command: 'echo try >> tries; [ $(wc -l < tries) -ge 3 ]', retry: {max_attempts: 3, initial_delay: 1ms}}
          script:
            steps:
              - {type: script, interpreter: sh, script: "echo from script\nexit 4"}
          elsewhere:
            working_directory: components
            steps:
              - {type: shell, command: 'basename "$PWD"'}
          empty: {steps: []}
          odd: {steps: [{command: x, type: magic}]}
        """);

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Without_a_name_the_names_are_told()
    {
        var run = await sample.GaiaAsync("workflow");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("No workflow given.", run.Error);
    }

    [Fact]
    public async Task A_steps_environment_covers_the_workflows_and_ends_with_it() =>
        Assert.Equal("hello world quiet\nhello world loud\n", (await sample.GaiaAsync("workflow", "hello")).Out);

    [Fact]
    public async Task An_env_step_may_be_for_templates_only() => Assert.Equal("t0 []\n", (await sample.GaiaAsync("workflow", "hidden")).Out);

    [Fact]
    public async Task Other_yaml_in_the_folder_is_no_obstacle()
    {
        sample.File("stacks/workflows/notes.yaml", "notes: [1]");
        Assert.Equal(0, (await sample.GaiaAsync("workflow", "hello")).ExitCode);
        Assert.Contains("top-level `workflows:` key", (await sample.GaiaAsync("workflow", "hello", "-f", "notes")).Error);
    }

    [Fact]
    public async Task An_env_step_lasts() => Assert.Equal("blue\n", (await sample.GaiaAsync("workflow", "persist")).Out);

    [Fact]
    public async Task The_stack_is_the_command_lines_then_the_steps_then_the_workflows()
    {
        Assert.Equal(0, (await sample.GaiaAsync("workflow", "plan", "-f", "ops")).ExitCode);
        Assert.Equal("plan -var-file prod-app.terraform.tfvars.json -out prod-app.planfile -compact-warnings", sample.Calls[2]);
        Assert.Equal("plan -var-file dev-network.terraform.tfvars.json -out dev-network.planfile", sample.Calls[5]);
        var all = await sample.GaiaAsync("workflow", "plan", "-s", "nowhere");
        Assert.Equal(1, all.ExitCode);
        Assert.Contains("--from-step 'step1' -s 'nowhere'", all.Error);
    }

    [Fact]
    public async Task A_failure_keeps_its_status_skips_the_rest_and_says_how_to_resume()
    {
        var run = await sample.GaiaAsync("workflow", "broken");
        Assert.Equal((5, "tidied\n"), (run.ExitCode, run.Out));
        Assert.Contains("To resume the workflow from this step, run:\n  gaia workflow broken -f ops --from-step 'two'\n", run.Error);
    }

    [Fact]
    public async Task It_can_start_at_a_step()
    {
        var run = await sample.GaiaAsync("workflow", "broken", "--from-step", "three");
        Assert.Equal((0, "never\ntidied\n"), (run.ExitCode, run.Out));
        Assert.Contains("  - two", (await sample.GaiaAsync("workflow", "broken", "--from-step", "zwei")).Error);
    }

    [Fact]
    public async Task A_step_is_tried_again()
    {
        Assert.Equal(0, (await sample.GaiaAsync("workflow", "retried")).ExitCode);
        Assert.Equal(3, sample.Read("tries").Split('\n').Length - 1);
    }

    [Fact]
    public async Task A_script_runs_in_its_interpreter()
    {
        var run = await sample.GaiaAsync("workflow", "script");
        Assert.Equal((4, "from script\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task It_works_in_its_directory() => Assert.Equal("components\n", (await sample.GaiaAsync("workflow", "elsewhere")).Out);

    [Fact]
    public async Task Dry_run_runs_nothing()
    {
        var run = await sample.GaiaAsync("workflow", "hello", "--dry-run");
        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Contains("greet: echo", run.Error);
    }

    [Theory]
    [InlineData("empty", "no steps defined")]
    [InlineData("odd", "invalid workflow step type `magic`")]
    [InlineData("helo", "Did you mean `hello`?")]
    public async Task What_cannot_run_is_refused(string name, string message)
    {
        var run = await sample.GaiaAsync("workflow", name);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task A_name_in_two_manifests_needs_the_file()
    {
        sample.File("stacks/workflows/more.yaml", "workflows: {hello: {steps: [{type: shell, command: echo other}]}}");
        Assert.Contains("say which with --file", (await sample.GaiaAsync("workflow", "hello")).Error);
        Assert.Equal("other\n", (await sample.GaiaAsync("workflow", "hello", "-f", "more.yaml")).Out);
    }

    [Fact]
    public async Task They_are_listed() => Assert.StartsWith("File,Workflow,Description,Steps\nops.yaml,hello,Says hello,2\n",
        (await sample.GaiaAsync("list", "workflows", "--format", "csv")).Out, StringComparison.Ordinal);
}
