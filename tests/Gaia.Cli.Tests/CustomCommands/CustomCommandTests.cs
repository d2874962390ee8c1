namespace Gaia.Cli.Tests.CustomCommands;

public sealed class CustomCommandTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public CustomCommandTests() => sample.File("atmos.yaml", sample.Read("atmos.yaml") + """
        aliases:
          ls-stacks: list stacks
          p: terraform plan
          ls: list stacks
          loop: pool
          pool: loop
        commands:
          - name: greet
            description: Greets somebody
            arguments: [{name: who, description: Whom, required: true}, {name: how, default: kindly}]
            flags:
              - {name: stack, shorthand: s, required: true, description: Stack}
              - {name: loud, type: bool}
            env:
              - {key: GREETING, value: "hi-{{ .Arguments.who }}"}
              - {key: COUNTED, valueCommand: echo 3}
            steps:
              - echo "$GREETING {{ .Arguments.how }} {{ .Flags.stack }} {{ .Flags.loud }} $COUNTED" {{ .TrailingArgs }}
          - name: size
            arguments: [{name: component, required: true}]
            flags: [{name: stack, shorthand: s}]
            component_config: {component: "{{ .Arguments.component }}", stack: "{{ .Flags.stack }}"}
            steps: ["echo {{ .ComponentConfig.vars.size }}"]
          - name: terraform
            commands:
              - {name: provision, description: Ours, arguments: [{name: component}], steps: ["echo provision {{ .Arguments.component }}; exit 7", "echo never"]}
          - name: tf
            commands: [{name: ours, steps: [echo ours]}]
          - {name: hollow, description: Nothing in it}
          - name: group
            description: Several
            commands: [{name: one, steps: [echo one]}]
          - {name: endless, steps: [{type: atmos, command: endless}]}
          - name: uses-atmos
            steps: ["atmos list stacks"]
        """);

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_command_with_nothing_to_do_is_refused()
    {
        var run = await sample.GaiaAsync("hollow");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has no steps or subcommands configured", run.Error);
    }

    [Fact]
    public async Task Arguments_flags_environment_and_trailing_words_reach_the_steps()
    {
        var run = await sample.GaiaAsync("greet", "ada", "-s", "dev", "--loud", "--", "-x", "a b");
        Assert.Equal((0, "hi-ada kindly dev true 3 -x a b\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task One_that_calls_itself_comes_to_an_end()
    {
        var run = await sample.GaiaAsync("endless");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ATMOS_SHLVL exceeds maximum allowed depth. Infinite recursion? current=11, max=10", run.Error);
    }

    [Fact]
    public async Task The_configuration_of_a_component_is_at_hand() => Assert.Equal("3\n", (await sample.GaiaAsync("size", "app", "-s", "prod")).Out);

    [Fact]
    public async Task They_extend_our_own_commands_and_keep_their_status()
    {
        var run = await sample.GaiaAsync("terraform", "provision", "app");
        Assert.Equal((7, "provision app\n"), (run.ExitCode, run.Out));
        Assert.Equal("one\n", (await sample.GaiaAsync("group", "one")).Out);
    }

    [Fact]
    public async Task Aliases_stand_for_commands()
    {
        Assert.Equal("dev\nprod\n", (await sample.GaiaAsync("ls-stacks")).Out);
        Assert.Equal(0, (await sample.GaiaAsync("p", "app", "-s", "dev", "-target=a", "--local")).ExitCode);
        Assert.EndsWith("-target=a", sample.Calls[^1], StringComparison.Ordinal);
        Assert.Contains("leads back to itself", (await sample.GaiaAsync("loop")).Error);
    }

    [Fact]
    public async Task Names_that_are_short_words_of_ours_do_not_collide()
    {
        Assert.Equal("dev\nprod\n", (await sample.GaiaAsync("ls")).Out);
        Assert.Equal("ours\n", (await sample.GaiaAsync("tf", "ours")).Out);
        Assert.Equal(0, (await sample.GaiaAsync("tf", "plan", "app", "-s", "dev", "--local")).ExitCode);
    }

    [Theory]
    [InlineData("greet ada -s dev --lout", "`gaia greet` has no option --lout.")]
    [InlineData("greet -s dev", "who")]
    [InlineData("greet ada", "--stack")]
    [InlineData("grete", "Did you mean `gaia greet`?")]
    public async Task Wrong_use_is_told(string line, string message)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task The_help_lists_them_beside_ours()
    {
        var help = (await sample.GaiaAsync("--help")).Out;
        Assert.Contains("greet", help);
        Assert.Contains("Alias for `list stacks`", help);
        Assert.Contains("provision", (await sample.GaiaAsync("terraform", "--help")).Out);
    }
}
