namespace Gaia.Cli.Tests.List;

public sealed class ListTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("stacks", "list stacks")]
    [InlineData("components", "list components")]
    [InlineData("instances.csv", "list instances --format csv")]
    [InlineData("instances.tree", "list instances --format tree --columns Stack={{.stack}} --columns Component={{.component}}")]
    [InlineData("instances-sorted", "list instances --format tsv --sort Component:desc,Stack")]
    [InlineData("instances-filtered", "list instances --format json --filter .vars.size==3")]
    [InlineData("instances-locked", "list instances --locked")]
    [InlineData("instances-of-d", "list instances -s d* --enabled=false")]
    [InlineData("components-abstract", "list components --type abstract")]
    [InlineData("components-columns", "list components --columns component,Kind=component_type --format csv")]
    [InlineData("stacks-of-network.json", "list stacks --component network --format json")]
    [InlineData("vars", "list vars app")]
    [InlineData("vars.yaml", "list vars app --format yaml --query .tags")]
    [InlineData("metadata.csv", "list metadata app --format csv -s dev")]
    [InlineData("metadata", "list metadata")]
    [InlineData("settings", "list settings")]
    [InlineData("settings-of-app.yaml", "list settings app --format yaml")]
    [InlineData("vars-narrow", "list vars app --max-columns 1")]
    [InlineData("stacks-with-imports.tree", "list stacks --format tree --provenance")]
    [InlineData("instances-of-stacks.tree", "list instances --format tree -s {dev,qa}")]
    [InlineData("dependencies", "list dependencies")]
    [InlineData("dependencies-of-network.json", "list dependencies network -s dev --direction reverse --format json")]
    [InlineData("components-templates", "list components --columns N={{.component|upper}},type,Folder=component_folder --format tsv")]
    [InlineData("instances-by-variable", "list metadata --columns component,vars.size --filter .vars.size!=null")]
    public async Task Lists_stay_as_they_were(string name, string line)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Check(name, run.Out);
    }

    [Fact]
    public async Task Columns_of_atmos_yaml_are_the_usual_ones()
    {
        sample.File("atmos.yaml", sample.Read("atmos.yaml").Replace("name_pattern:", "list: {columns: [{name: S, value: '{{ .stack }}!'}]}, name_pattern:"));
        Assert.Equal("dev!\nprod!\n", (await sample.GaiaAsync("list", "stacks")).Out);
    }

    [Fact]
    public async Task Atmos_yaml_and_the_environment_say_form_and_columns_but_the_command_line_wins()
    {
        sample.File("atmos.yaml", sample.Read("atmos.yaml").Replace("name_pattern:", "list: {format: json}, name_pattern:"));
        Assert.StartsWith("[", (await sample.GaiaAsync("list", "stacks")).Out, StringComparison.Ordinal);
        Assert.Equal("Stack\ndev\nprod\n", (await sample.GaiaAsync("list", "stacks", "--format", "csv")).Out);
        sample.Environment["ATMOS_LIST_FORMAT"] = "csv";
        sample.Environment["ATMOS_LIST_COLUMNS"] = "stack,stack_file";
        sample.Environment["ATMOS_LIST_SORT"] = "Stack:desc";
        Assert.Equal("Stack,Stack_file\nprod,deploy/prod\ndev,deploy/dev\n", (await sample.GaiaAsync("list", "stacks")).Out);
        sample.Environment.Remove("ATMOS_LIST_SORT");
        sample.Environment["ATMOS_STACK"] = "pro*";
        Assert.Equal("C\napp\n", (await sample.GaiaAsync("list", "instances", "--columns", "C={{.component}}")).Out);
    }

    [Theory]
    [InlineData("""{{ ternary .enabled "on" "off" }}""", "on")]
    [InlineData("""{{ .enabled | ternary "yes" "no" }}""", "yes")]
    [InlineData("""{{ truncate .component 2 }}{{ pad "x" 3 }}{{ truncate "a long text" 6 }}""", "apx  a l...")]
    [InlineData("""{{ getOr .metadata "owner" "nobody" }} {{ has .metadata "component" }} {{ join .metadata.inherits "+" }}""", "nobody true app/base")]
    public async Task Columns_know_the_functions_of_atmos(string template, string cell)
    {
        var run = await sample.GaiaAsync("list", "instances", "-s", "prod", "--columns", "X=" + template);
        Assert.Equal((cell + "\n", ""), (run.Out, run.Error));
    }

    [Fact]
    public async Task Aliases_are_listed()
    {
        sample.File("atmos.yaml", sample.Read("atmos.yaml") + "aliases: {ls: list stacks, tp: terraform plan}\n");
        Assert.Equal("ls\tlist stacks\ntp\tterraform plan\n", (await sample.GaiaAsync("list", "aliases")).Out);
    }

    [Theory]
    [InlineData("list settings appp", "Did you mean 'app'?")]
    [InlineData("list metadata nothing", "No stack has a component 'nothing'.")]
    [InlineData("list stacks --provenance", "--provenance flag only works with --format=tree")]
    [InlineData("list instances --columns Wrong", "must be in format 'Name=Template'")]
    [InlineData("list stacks --columns stck", "--columns: unknown field 'stck'.\n  Did you mean `stack`?")]
    [InlineData("list metadata --columns component,vars.size,nosuch", "--columns: unknown field 'nosuch'.")]
    public async Task What_does_not_fit_is_refused(string line, string words)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(words, run.Error);
    }

    [Fact]
    public async Task A_field_that_no_workflow_has_is_refused()
    {
        sample.File("stacks/workflows/deploy.yaml", "workflows: {all: {steps: [{name: a, command: version}]}}");
        var run = await sample.GaiaAsync("list", "workflows", "--columns", "workflow,nosuch");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("--columns: unknown field 'nosuch'.\n  There are description, file, steps, workflow,", run.Error);
        Assert.Equal("all\n", (await sample.GaiaAsync("list", "workflows", "--columns", "workflow")).Out);
    }

    [Fact]
    public async Task Nothing_to_list_is_said_to_people_only()
    {
        var run = await sample.GaiaAsync("list", "stacks", "--component", "nothing");
        Assert.Equal((0, "", "Nothing to list.\n"), (run.ExitCode, run.Out, run.Error));
    }
}
