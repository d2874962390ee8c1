using System.Security.Cryptography;
using System.Text;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Eject;

public sealed class EjectTests : IDisposable
{
    private const string Kept = """{"version":4,"serial":3,"lineage":"ours","resources":[]}""";
    private const string Identity = "local:components/terraform/app/terraform.tfstate.d/dev/terraform.tfstate#dev";
    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();
    private string Path => System.IO.Path.Combine(sample.Root, "components/terraform/app/terraform.tfstate.d/dev/terraform.tfstate");

    public EjectTests()
    {
        sample.Environment["GAIA_URL"] = $"{api.Url}";
        Role(Contracts.Role.Operator);
        State(null);
        api.Json("GET", Routes.Runs, new([], null), ContractsJson.Default.PageRunResponse)
            .On("GET", Routes.StateVersionContent("dev", "app", 2), exchange => exchange.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(Kept)));
        Backend("LOCK", 200);
        Backend("UNLOCK", 200);
        Backend("DELETE", 200);
    }

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Fact]
    public async Task It_locks_writes_deletes_and_unlocks()
    {
        var run = await EjectAsync("--yes");
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        Assert.Equal(Kept, await File.ReadAllTextAsync(Path));
        Assert.Equal(["LOCK", "DELETE", "UNLOCK"], Calls());
        Assert.True(File.Exists(System.IO.Path.Combine(sample.Root, "components/terraform/app/dev-app.terraform.tfvars.json")));
        Assert.Contains("terraform plan -var-file dev-app.terraform.tfvars.json", run.Error);
        Assert.Equal(["terraform.tfstate"], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public async Task Nobody_to_ask_is_refused_and_nothing_is_written()
    {
        var run = await EjectAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("give --yes to go on", run.Error);
        Assert.False(File.Exists(Path));
        Assert.Empty(Calls());
    }

    [Fact]
    public async Task Another_state_in_its_place_is_named_and_kept()
    {
        const string Other = """{"version":4,"serial":8,"lineage":"theirs","resources":[]}""";
        Write(Other);
        var run = await EjectAsync("--yes");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("it has serial 8 of lineage theirs. Gaia keeps serial 3 of lineage ours.", run.Error);
        Assert.Equal(Other, await File.ReadAllTextAsync(Path));
        Assert.Empty(Calls());
    }

    [Theory]
    [InlineData("the same file", Kept, "LOCK DELETE UNLOCK")]
    [InlineData("nothing here any more", null, "UNLOCK")]
    public async Task Killed_in_between_it_goes_on_where_it_was(string before, string? state, string calls)
    {
        Write(Kept);
        if (state is null) api.Problem("GET", Routes.State("dev", "app"), 404, "state.not-found", before);
        var run = await EjectAsync("--yes");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(calls, string.Join(' ', Calls()));
        Assert.Equal(Kept, await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task A_delete_that_is_refused_leaves_no_second_state()
    {
        Backend("DELETE", 403);
        Assert.Equal(5, (await EjectAsync("--yes")).ExitCode);
        Assert.False(File.Exists(Path));
        Assert.Equal(["LOCK", "DELETE", "UNLOCK"], Calls());
    }

    [Fact]
    public async Task One_that_is_held_waited_for_or_out_of_reach_stays()
    {
        State(new("l1", "ana@laptop", "OperationTypeApply", "token:ana", null, DateTimeOffset.UnixEpoch));
        Assert.Contains("is held by ana@laptop (token:ana)", (await EjectAsync("--yes")).Error);
        State(null);
        Backend("LOCK", 423);
        Assert.Equal(4, (await EjectAsync("--yes")).ExitCode);
        var waiting = new FakeRun().Became(RunStatus.AwaitingApproval).Response with { StateIdentity = Identity };
        api.Json("GET", Routes.Runs, new([waiting], null), ContractsJson.Default.PageRunResponse);
        Assert.Contains("of app in dev is awaiting approval", (await EjectAsync("--yes")).Error);
        Role(Contracts.Role.Planner);
        Assert.Contains("needs the role operator", (await EjectAsync("--yes")).Error);
        Assert.False(File.Exists(Path));
        Assert.DoesNotContain("DELETE", Calls());
    }

    private Task<CliRun> EjectAsync(params string[] more) => sample.GaiaAsync(["eject", "app", "-s", "dev", .. more]);

    private void Role(Role role) => api.Json("GET", Routes.Whoami, new("token:ci", null, null, role, ["*"], null), ContractsJson.Default.WhoamiResponse);

    private void State(StateLockResponse? held) => api.Json("GET", Routes.State("dev", "app"), new(
        StateKey.Of(Identity), Identity, "dev", "app", 2, 3, "ours", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Kept)))}", Kept.Length, 0, DateTimeOffset.UnixEpoch, "token:ci", null, held),
        ContractsJson.Default.StateResponse);

    private void Backend(string method, int status) => api.On(method, Routes.StateBackend("dev", "app", StateKey.Of(Identity)), exchange => exchange.WriteAsync(status, "application/json", "{}"u8.ToArray()));

    private string[] Calls() => [.. api.Requests.Select(request => request.Method).Where(method => method is not "GET")];

    private void Write(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, text);
    }
}
