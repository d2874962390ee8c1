using System.Text.Json;
using Gaia.Cli.Demo;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Demo;

/// <summary>What the commands do before and instead of any run. That runs are made is for the functional tests, with terraform.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly PlayedRuns played = new();
    private readonly string temporary = Directory.CreateTempSubdirectory("gaia-demo-test-").FullName;

    public DemoCommandTests()
    {
        InEnvironment("Development");
        api.On("GET", Routes.Runs, exchange => exchange.JsonAsync(new(
            [.. played.Newest.Where(run => exchange.Request.Query("stack") is not { } stack || run.Stack == stack)], null), ContractsJson.Default.PageRunResponse, 200));
    }

    public void Dispose()
    {
        api.Dispose();
        Directory.Delete(temporary, recursive: true);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("reset", "--yes")]
    [InlineData("remove", "--yes")]
    public async Task A_gaia_that_is_not_in_development_is_left_alone(params string[] command)
    {
        InEnvironment("Production");
        var run = await GaiaAsync(["demo", .. command]);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("runs in Production", run.Error);
        NothingIsChanged();
    }

    [Fact]
    public async Task A_sample_that_is_there_is_not_made_again()
    {
        played.All();
        var run = await GaiaAsync("demo", "seed");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("there already (16 runs); nothing was changed", run.Out);
        NothingIsChanged();
    }

    [Fact]
    public async Task The_outcome_is_json_where_asked_for()
    {
        played.All();
        using var json = JsonDocument.Parse((await GaiaAsync("demo", "seed", "--format", "json")).Out);
        Assert.Equal("unchanged", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(["outcome", "runs", "stacks", "waiting"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(played.Newest[0].Id, json.RootElement.GetProperty("waiting").GetGuid());
        Assert.Equal("applied", json.RootElement.GetProperty("runs")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task If_empty_leaves_a_gaia_with_other_runs_alone()
    {
        played.Add("hello", "local", RunOperation.Plan, RunStatus.Planned, "development");
        var run = await GaiaAsync("demo", "seed", "--if-empty");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("There are runs already", run.Out);
        NothingIsChanged();
    }

    [Fact]
    public async Task If_empty_does_not_bring_back_what_was_removed()
    {
        played.All().Removed();
        Assert.Contains("There are runs already", (await GaiaAsync("demo", "seed", "--if-empty")).Out);
        NothingIsChanged();
    }

    [Fact]
    public async Task If_empty_does_not_go_on_with_a_removal()
    {
        played.All().Removed(2);
        Assert.Equal(0, (await GaiaAsync("demo", "seed", "--if-empty")).ExitCode);
        NothingIsChanged();
    }

    [Fact]
    public async Task If_empty_goes_on_with_a_seeding_that_was_cut_off()
    {
        played.Steps(3);
        api.Problem("GET", Routes.Tokens, 403, "access.denied", "not an admin");
        Assert.Equal(5, (await GaiaAsync("demo", "seed", "--if-empty")).ExitCode);
        Assert.Contains(api.Requests, request => request.Path == Routes.Tokens);
    }

    [Fact]
    public async Task What_another_version_made_is_left_as_it_is()
    {
        played.Steps(2).Add("cache", "acme-dev", RunOperation.Apply, RunStatus.Applied, SamplePerson.Ana.Actor, "As another version had it");
        Assert.Contains("Another version of gaia", (await GaiaAsync("demo", "seed")).Out);
        NothingIsChanged();
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("remove")]
    public async Task Nothing_is_destroyed_without_being_asked_for(string command)
    {
        played.All();
        var run = await GaiaAsync("demo", command);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("api in acme-prod, database in acme-prod", run.Error);
        Assert.Contains("--yes", run.Error);
        NothingIsChanged();
    }

    [Fact]
    public async Task Typing_anything_but_the_name_changes_nothing()
    {
        played.All();
        var run = await CliRun.OfAsync(["demo", "reset"], Environment, input: "yes\n", terminal: true);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Type acme to go on", run.Out);
        NothingIsChanged();
    }

    [Fact]
    public async Task Without_a_sample_there_is_nothing_to_remove()
    {
        var run = await GaiaAsync("demo", "remove", "--yes");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("There is no sample", run.Out);
        NothingIsChanged();
    }

    private Dictionary<string, string> Environment => new() { ["GAIA_URL"] = api.Url.ToString(), ["HOME"] = temporary, ["TMPDIR"] = temporary };

    private void InEnvironment(string name) => api.Json("GET", Routes.Status, new(
        "0.1.0", name, [], [new("w", "h", "0.1.0", "1.11.4", [], 0, 4, FakeRun.Start, FakeRun.Start)], new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);

    private void NothingIsChanged() => Assert.All(api.Requests, request => Assert.Equal("GET", request.Method));

    private Task<CliRun> GaiaAsync(params string[] args) => CliRun.OfAsync(args, Environment);
}
