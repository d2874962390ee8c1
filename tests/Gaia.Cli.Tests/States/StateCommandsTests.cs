using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.States;

public sealed class StateCommandsTests : IDisposable
{
    private const string Old = """{"version":4,"resources":[{"mode":"managed","type":"aws_vpc","name":"this","instances":[{"attributes":{"id":"vpc-1"}}]}]}""";
    private const string Now = """{"version":4,"resources":[{"mode":"managed","type":"aws_vpc","name":"this","instances":[{"attributes":{"id":"vpc-2"}}]}]}""";
    private const string StateFile = "components/terraform/app/terraform.tfstate.d/dev/terraform.tfstate";
    private static readonly DateTimeOffset Noon = new(2001, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Run = new("019ab3f2-1c2d-7000-8000-000000000001");
    private static readonly StateLockResponse Lock = new("lock-1", "ana@laptop", "OperationTypeApply", "token:ana", null, Noon);
    private static readonly StateResponse State = new(
        "0123456789abcdef0123456789abcdef", "local:components/terraform/app/terraform.tfstate#default", "dev", "app", 2, 9, "lineage-1", "sha256:ab", 120, 1,
        Noon, "token:ana", Run, Lock);

    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public StateCommandsTests()
    {
        sample.Environment["GAIA_URL"] = api.Url.ToString();
        api.Json("GET", Routes.States, new([State, State with { Component = "network", Lock = null }, State with { Component = "run", Lock = Lock with { Id = "lock-2", Who = $"run {Run} (apply by token:ana)", HeldBy = $"run:{Run}", RunId = Run } }, State with { Component = "new", Version = 0, Serial = 0, Lineage = "", Digest = "", Size = 0, Resources = 0 }], null), ContractsJson.Default.PageStateResponse)
            .Json("GET", Routes.State("dev", "app"), State, ContractsJson.Default.StateResponse)
            .Json("GET", Routes.StateOutputs("dev", "app"), [new("id", JsonSerializer.SerializeToElement("vpc-2"), false), new("password", null, true)], ContractsJson.Default.IReadOnlyListOutputResponse)
            .Json("GET", Routes.StateVersions("dev", "app"), new([Version(2), Version(1)], null), ContractsJson.Default.PageStateVersionResponse)
            .Json("GET", Routes.StateVersion("dev", "app", 1), Version(1), ContractsJson.Default.StateVersionResponse)
            .Json("GET", Routes.StateVersion("dev", "app", 2), Version(2), ContractsJson.Default.StateVersionResponse)
            .On("GET", Routes.StateVersionContent("dev", "app", 1), exchange => exchange.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(Old)))
            .On("GET", Routes.StateVersionContent("dev", "app", 2), exchange => exchange.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(Now)))
            .Json("GET", Routes.Locks, new([], null), ContractsJson.Default.PageLockResponse)
            .Json("POST", Routes.RollbackState("dev", "app"), Version(3), ContractsJson.Default.StateVersionResponse);
    }

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Theory]
    [InlineData("list", "list")]
    [InlineData("show", "show app -s dev")]
    [InlineData("versions", "versions app -s dev")]
    [InlineData("diff", "diff app 1 2 -s dev")]
    [InlineData("locks", "locks")]
    public async Task They_show_what_the_api_says(string name, string line)
    {
        var run = await sample.GaiaAsync(["state", .. line.Split(' ')]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("vpc-1", run.Out);
        Approved.Check(name, System.Text.RegularExpressions.Regex.Replace(run.Out, @"2001-06-15 \d\d:\d\d", "2001-06-15 00:00"));
    }

    [Fact]
    public async Task A_state_is_shared_with_a_stack_that_the_repository_or_Gaia_knows()
    {
        NoRunsAndStates();
        foreach (var stack in new[] { "prod", "prodd", "old" })
            api.Json("PUT", Routes.StateOwner("dev", "app", stack), new(State.Id, ["dev", stack]), ContractsJson.Default.StateOwnersResponse);
        Assert.Equal((0, "dev\nprod\n", ""), await ShareAsync("prod"));
        var (code, shown, error) = await ShareAsync("prodd");
        Assert.Equal((3, ""), (code, shown));
        Assert.Contains("There is no stack 'prodd'", error);
        Assert.Contains("Did you mean `prod`?", error);
        Assert.DoesNotContain(api.Requests, request => request.Method == "PUT" && request.Path.Contains("prodd", StringComparison.Ordinal));
        // Of another repository, but Gaia has a state of it.
        api.Json("GET", Routes.States, new([State with { Stack = "old" }], null), ContractsJson.Default.PageStateResponse);
        Assert.Equal((0, "dev\nold\n", ""), await ShareAsync("old"));
    }

    [Fact]
    public async Task Where_there_is_no_repository_an_unknown_stack_is_only_warned_of()
    {
        NoRunsAndStates();
        File.Delete(Path.Combine(sample.Root, "atmos.yaml"));
        Directory.Delete(Path.Combine(sample.Root, "stacks"), recursive: true);
        api.Json("PUT", Routes.StateOwner("dev", "app", "new"), new(State.Id, ["dev", "new"]), ContractsJson.Default.StateOwnersResponse);
        var (code, shown, error) = await ShareAsync("new");
        Assert.Equal((0, "dev\nnew\n"), (code, shown));
        Assert.Contains("Note: Gaia has no run and no state of a stack 'new'", error);
    }

    [Fact]
    public async Task What_was_never_shared_cannot_be_taken_back()
    {
        api.Problem("DELETE", Routes.StateOwner("dev", "app", "prod"), 404, "state.not-shared", "The state of app in stack dev is not shared with prod.");
        var run = await sample.GaiaAsync("state", "unshare", "app", "-s", "dev", "--from", "prod");
        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("is not shared with prod", run.Error);
    }

    private void NoRunsAndStates() => api.Json("GET", Routes.Runs, new([], null), ContractsJson.Default.PageRunResponse)
        .Json("GET", Routes.States, new([], null), ContractsJson.Default.PageStateResponse);

    private async Task<(int, string, string)> ShareAsync(string stack) =>
        await sample.GaiaAsync("state", "share", "app", "-s", "dev", "--with", stack) is var run ? (run.ExitCode, run.Out, run.Error) : default;

    [Fact]
    public async Task The_locks_of_runs_point_to_those_of_terraform()
    {
        var run = await sample.GaiaAsync("locks", "list");
        Assert.Equal((0, "No run holds a lock.\n`gaia state locks` shows the states that somebody's own terraform holds as well.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Pull_writes_the_content_as_it_is()
    {
        Assert.Equal(Now, (await sample.GaiaAsync("state", "pull", "app", "-s", "dev")).Out);
        Assert.Equal(Old, (await sample.GaiaAsync("state", "pull", "app", "1", "-s", "dev")).Out);
    }

    [Fact]
    public async Task What_a_run_could_not_save_is_written_as_it_is()
    {
        api.Json("GET", Routes.Run(Run), new FakeRun { Id = Run }.Response, ContractsJson.Default.RunResponse)
            .On("GET", Routes.RunErroredState(Run), exchange => exchange.WriteAsync(200, "application/json", Encoding.UTF8.GetBytes(Now)));
        Assert.Equal(Now, (await sample.GaiaAsync("state", "errored", $"{Run}")).Out);
    }

    [Fact]
    public async Task One_of_several_states_is_chosen_by_its_id()
    {
        await sample.GaiaAsync("state", "versions", "app", "-s", "dev", "--id", State.Id);
        Assert.Equal(State.Id, api.Requests[^1].Query("id"));
    }

    [Fact]
    public async Task Who_may_not_read_the_content_sees_the_rest()
    {
        api.Problem("GET", Routes.StateVersionContent("dev", "app", 2), 403, "access.forbidden", "no");
        var run = await sample.GaiaAsync("state", "show", "app", "-s", "dev");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("need a token of role planner", run.Out);
        Assert.Contains("password = (sensitive)", run.Out);
    }

    [Fact]
    public async Task A_rollback_is_asked_for()
    {
        var nobody = await sample.GaiaAsync("state", "rollback", "app", "1", "-s", "dev");
        Assert.Equal(1, nobody.ExitCode);
        Assert.Contains("Version 1 of the state of app in dev is of", nobody.Error);
        Assert.Contains("give --yes", nobody.Error);
        Assert.Equal(1, (await CliRun.OfAsync(["state", "rollback", "app", "1", "-s", "dev"], sample.Environment, sample.Root, "no\n", terminal: true)).ExitCode);
        Assert.DoesNotContain(api.Requests, request => request.Method == "POST");

        Assert.Equal("The state of app in dev is at version 3 (serial 10), with the content of version 1.\n", (await sample.GaiaAsync("state", "rollback", "app", "1", "-s", "dev", "--yes")).Out);
        Assert.Contains("\"version\":1", api.Requests[^1].Text);
        Assert.Equal(4, (await sample.GaiaAsync("state", "rollback", "app", "2", "-s", "dev", "--yes")).ExitCode);
    }

    [Fact]
    public async Task A_state_that_is_adopted_gets_another_name()
    {
        sample.File(StateFile, Now);
        var (file, content) = (StateFile, sample.Read(StateFile));
        Adopts($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}");
        var run = await sample.GaiaAsync("state", "adopt", "app", "-s", "dev");
        Assert.Equal((0, $"ROOT/{file} is now ROOT/{file}.adopted.\n"), (run.ExitCode, sample.Neutral(run.Error)));
        Assert.Equal((content, false), (sample.Read($"{file}.adopted"), sample.Has(file)));
        Assert.Equal(content, api.Requests[^1].Text);
        Assert.Equal("local:components/terraform/app/terraform.tfstate.d/dev/terraform.tfstate#dev", Uri.UnescapeDataString(api.Requests[^1].Query("identity")!));

        var again = await sample.GaiaAsync("state", "adopt", "app", "-s", "dev");
        Assert.Contains("The state was adopted already", again.Error);

        sample.File(StateFile, Now);
        Assert.Equal($"ROOT/{file} is now ROOT/{file}.adopted.1.\n", sample.Neutral((await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).Error));
        Assert.Equal(content, sample.Read($"{file}.adopted"));
    }

    [Fact]
    public async Task A_state_that_the_api_does_not_have_keeps_its_name()
    {
        sample.File(StateFile, Now);
        api.Problem("POST", Routes.AdoptState("dev", "app"), 409, "state.exists", "There is one.");
        Assert.Equal(4, (await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).ExitCode);
        Assert.True(sample.Has(StateFile));
        Adopts("sha256:other");
        Assert.Contains("which stays as it is", (await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).Error);
        Assert.True(sample.Has(StateFile));
    }

    [Fact]
    public async Task What_is_not_there_or_in_use_is_not_adopted()
    {
        Assert.Contains("There is no state", (await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).Error);
        sample.File(StateFile, Now);
        sample.File(StateFile.Replace("/dev/terraform.tfstate", "/dev/.terraform.tfstate.lock.info", StringComparison.Ordinal), "{}");
        Assert.Contains("Terraform works on", (await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).Error);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("", false, "ROOT/FILE is empty: there is no state in it.\n  Delete it.")]
    [InlineData("\n", true, "ROOT/FILE is empty: there is no state in it.\n  Delete it, or if something was made already put ROOT/FILE.backup in its place.")]
    [InlineData("{\n  garbage", true, "ROOT/FILE is not a Terraform state: line 2, column 3: 'g' is an invalid start of a property name. Expected a '\"'. Nothing was adopted.\n  Put ROOT/FILE.backup in its place")]
    [InlineData("{\"resources\": []", false, "it ends before everything that was opened is closed. Nothing was adopted.\n  Restore it from a backup.")]
    public async Task A_torn_state_is_named_and_not_sent(string content, bool backup, string message)
    {
        sample.File(StateFile, content);
        if (backup) sample.File($"{StateFile}.backup", Now);
        var run = await sample.GaiaAsync("state", "adopt", "app", "-s", "dev");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message.Replace("FILE", StateFile, StringComparison.Ordinal), sample.Neutral(run.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", run.Error);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task JSON_that_is_no_state_is_named()
    {
        sample.File(StateFile, "{}");
        api.Problem("POST", Routes.AdoptState("dev", "app"), 422, "state.not-a-state", "The body is not a Terraform state of format version 4: it has no version. Nothing was replaced.");
        Assert.Contains($"ROOT/{StateFile}: The body is not a Terraform state", sample.Neutral((await sample.GaiaAsync("state", "adopt", "app", "-s", "dev")).Error));
    }

    private void Adopts(string digest) =>
        api.Json("POST", Routes.AdoptState("dev", "app"), Version(1) with { Digest = digest }, ContractsJson.Default.StateVersionResponse);

    private static StateVersionResponse Version(long number) => new(
        State.Id, number, number == 2, number == 1 ? "adopt" : number == 2 ? "run" : "rollback", 7 + number, "lineage-1", "sha256:ab", 120, 1, Noon, "token:ana",
        number == 2 ? Run : null, number == 3 ? 1 : null);
}
