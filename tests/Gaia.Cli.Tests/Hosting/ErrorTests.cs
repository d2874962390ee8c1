namespace Gaia.Cli.Tests.Hosting;

public sealed class ErrorTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("unknown-stack", 1, "describe component app -s deb")]
    [InlineData("unknown-component", 1, "describe component ap -s dev")]
    [InlineData("unknown-command", 1, "descrive component")]
    [InlineData("command-of-terraform", 1, "plan app -s dev")]
    [InlineData("command-of-terraform-misspelt", 1, "aply app")]
    [InlineData("command-of-groups", 1, "approve 1")]
    [InlineData("command-of-other-tools", 1, "history")]
    [InlineData("command-that-is-an-option", 1, "drift")]
    [InlineData("global-option-misspelt", 1, "list stacks --no-colour")]
    [InlineData("terraform-option-misspelt", 1, "terraform plan app -s dev --skip-int")]
    [InlineData("option-of-another-verb", 1, "terraform plan app -s dev --from-plan")]
    [InlineData("no-folder-for-output", 1, "audit export -o nowhere/deep/log.jsonl")]
    [InlineData("folder-for-output", 1, "audit export -o stacks")]
    [InlineData("unknown-option", 1, "list stacks --fromat json")]
    [InlineData("option-for-argument", 1, "admin retention hold --stack dev")]
    [InlineData("unknown-format", 1, "list stacks --format xml")]
    [InlineData("missing-argument", 1, "describe component -s dev")]
    [InlineData("bad-columns", 1, "list instances --columns Stack")]
    [InlineData("no-directory", 1, "--chdir nowhere list stacks")]
    public async Task A_mistake_is_told_with_the_way_out(string name, int status, string line)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal((status, ""), (run.ExitCode, run.Out));
        Approved.Check(name, sample.Neutral(run.Error));
    }

    [Theory]
    [InlineData("list stacks")]
    [InlineData("terraform plan app -s dev")]
    [InlineData("describe component app -s dev")]
    public async Task No_configuration_is_told_with_where_it_was_looked_for(string line)
    {
        File.Delete(Path.Combine(sample.Root, "atmos.yaml"));
        Directory.Delete(Path.Combine(sample.Root, "stacks"), recursive: true);
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Error: no atmos.yaml was found: not in {sample.Root} and the folders above, not in ~/.atmos and not in /usr/local/etc/atmos; "
            + "go to the folder of your Atmos repository, or name it with --chdir, --config-path or ATMOS_CLI_CONFIG_PATH\n", run.Error);
    }

    [Fact]
    public async Task A_component_like_none_is_told_with_one_hint() => Assert.Equal(
        "Error: could not find the component 'quite-different' in the stack 'dev'; run `gaia list components -s dev` to see what there is\n",
        (await sample.GaiaAsync("describe", "component", "quite-different", "-s", "dev")).Error);

    [Fact]
    public async Task A_link_that_leads_back_to_itself_is_told_with_the_way_out()
    {
        File.CreateSymbolicLink(Path.Combine(sample.Root, "loop.json"), "loop.json");
        var run = await sample.GaiaAsync("audit", "verify", "loop.json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("loop.json", run.Error);
        Assert.Contains("\n  A link there leads back to itself: remove it, or let it lead to a file.\n", run.Error);
    }

    [Theory]
    [InlineData("syntax", "vars: {stage: bad\ncomponents: [")]
    [InlineData("tab", "vars:\n\tstage: bad\n")]
    [InlineData("missing-import", "import: [catalog/nothing]\nvars: {stage: bad}\n")]
    [InlineData("import-cycle", "import: [deploy/bad]\nvars: {stage: bad}\n")]
    [InlineData("missing-base", "vars: {stage: bad}\ncomponents: {terraform: {x: {metadata: {inherits: [nothing]}}}}\n")]
    public async Task A_broken_manifest_names_file_line_and_column(string name, string content)
    {
        sample.File("stacks/deploy/bad.yaml", content);
        var run = await sample.GaiaAsync("describe", "stacks");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"stacks/deploy/bad\.yaml:\d+:\d+", run.Error);
        Approved.Check(name, sample.Neutral(run.Error));
    }

    [Fact]
    public async Task An_import_in_between_is_part_of_the_way()
    {
        sample.File("stacks/deploy/bad.yaml", "import: [catalog/broken]\nvars: {stage: bad}\n");
        sample.File("stacks/catalog/broken.yaml", "vars: [1, 2\n");
        Assert.Matches(@"imported at stacks/deploy/bad\.yaml:1:\d+", (await sample.GaiaAsync("list", "stacks")).Error);
    }

    [Fact]
    public async Task A_broken_configuration_is_no_obstacle_to_help()
    {
        sample.File("atmos.yaml", "stacks: [");
        Assert.Equal(0, (await sample.GaiaAsync("--help")).ExitCode);
        Assert.Equal(1, (await sample.GaiaAsync("list", "stacks")).ExitCode);
    }
}
