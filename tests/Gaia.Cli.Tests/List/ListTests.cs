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
    public async Task Nothing_to_list_is_said_to_people_only()
    {
        var run = await sample.GaiaAsync("list", "stacks", "--component", "nothing");
        Assert.Equal((0, "", "Nothing to list.\n"), (run.ExitCode, run.Out, run.Error));
    }
}
