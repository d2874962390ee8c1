using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Remote;

public sealed class KeptOutputsTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public KeptOutputsTests()
    {
        sample.File("stacks/deploy/reads.yaml", """
            name: reads
            components:
              terraform:
                eks/cluster: {}
                open: {vars: {id: !terraform.state eks/cluster id}}
                secret: {vars: {id: !terraform.state eks/cluster password}}
            """);
        api.Json("GET", Routes.StateOutputs("reads", "eks/cluster"),
            [new("id", JsonSerializer.SerializeToElement("c-1"), false), new("password", null, true)], ContractsJson.Default.IReadOnlyListOutputResponse);
    }

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Fact]
    public async Task What_the_API_keeps_is_read_where_no_state_file_is()
    {
        var run = await DescribeAsync("open");
        Assert.Equal((0, "c-1\n"), (run.ExitCode, run.Out));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_sensitive_output_is_refused()
    {
        var run = await DescribeAsync("secret");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the output 'password' of eks/cluster in reads is sensitive", run.Error);
    }

    [Fact]
    public async Task Without_an_API_there_are_no_outputs_and_somebody_is_told()
    {
        api.Stop();
        var run = await DescribeAsync("open");
        Assert.Equal((0, "null\n"), (run.ExitCode, run.Out));
        Assert.Contains("No Gaia API answers", run.Error);
    }

    [Fact]
    public async Task An_API_that_nobody_named_is_not_asked()
    {
        Assert.Equal("null\n", (await sample.GaiaAsync("describe", "component", "open", "-s", "reads", "--query", ".vars.id")).Out);
        Assert.Empty(api.Requests);
    }

    private Task<CliRun> DescribeAsync(string component)
    {
        sample.Environment["GAIA_URL"] = api.Url.ToString();
        return sample.GaiaAsync("describe", "component", component, "-s", "reads", "--query", ".vars.id");
    }
}
