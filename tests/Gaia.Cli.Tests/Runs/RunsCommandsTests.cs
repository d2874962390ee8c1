using System.Text.Json;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Runs;

public sealed class RunsCommandsTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly FakeRun run = new() { Operation = RunOperation.Apply };
    private readonly string home = Directory.CreateTempSubdirectory("gaia-home-").FullName;

    public RunsCommandsTests()
    {
        run.Became(RunStatus.Planning).Phase("init").Resource("terraform_data.a", "planned", ChangeAction.Create).Plan().Became(RunStatus.AwaitingApproval);
        api.On("GET", Routes.RunEvents(run.Id), context => context.Request.Headers.GetValueOrDefault("Accept") == "text/event-stream"
            ? run.Stream()(context)
            : context.JsonAsync(new(run.Events, null), ContractsJson.Default.PageRunEventResponse, 200));
        api.On("GET", Routes.Run(run.Id), Answer);
        api.On("GET", Routes.Runs, context => context.JsonAsync(new([run.Response], null), ContractsJson.Default.PageRunResponse, 200));
        api.Json("GET", Routes.RunPlan(run.Id), new(FakeRun.Digest, run.Changes,
            [new("terraform_data.a", "terraform_data", "a", ChangeAction.Create, null, [])], [], []), ContractsJson.Default.PlanResponse);
        api.Json("GET", Routes.RunOutputs(run.Id),
            [new("greeting", JsonSerializer.SerializeToElement("hi"), false), new("password", null, true)], ContractsJson.Default.IReadOnlyListOutputResponse);
        api.On("POST", Routes.ApproveRun(run.Id), context =>
        {
            run.Became(RunStatus.Approved).Became(RunStatus.Applying).Resource("terraform_data.a", "started", ChangeAction.Create)
                .Resource("terraform_data.a", "completed", ChangeAction.Create, 2).Became(RunStatus.Applied);
            return Answer(context);
        });
    }

    public void Dispose()
    {
        api.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task List_shows_runs_newest_first()
    {
        var list = await GaiaAsync("runs", "list");
        Assert.Equal(0, list.ExitCode);
        Assert.Matches("0123456789ab  awaiting approval  hello      local  apply      \\+1       .+  development", list.Out);
    }

    [Theory]
    [InlineData("019ab3f2-1c2d-7000-8000-0123456789ab")]
    [InlineData("0123456789ab")]
    [InlineData("019ab3f2-1c2d")]
    [InlineData("019AB3")]
    public async Task A_run_is_found_by_the_beginning_or_the_end_of_its_id(string id) => Assert.Contains("hello in local", (await GaiaAsync("runs", "show", id)).Out);

    [Theory]
    [InlineData("1", "There are more than these 1 runs: --limit N shows more, at most 10000.\n")]
    [InlineData("2", "")]
    public async Task A_list_that_is_cut_says_so(string limit, string said)
    {
        var two = new Page<RunResponse>([run.Response, run.Response with { Id = Guid.Parse("019ab3f2-1c2d-7000-8000-0123456789cd") }], null);
        api.Json("GET", Routes.Runs, two, ContractsJson.Default.PageRunResponse);
        var list = await GaiaAsync("runs", "list", "--limit", limit);
        Assert.Equal(said, list.Error);
        Assert.Equal(limit == "2", list.Out.Contains("0123456789cd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runs_that_begin_alike_are_listed()
    {
        var two = new Page<RunResponse>([run.Response, run.Response with { Id = Guid.Parse("019ab3f2-1c2d-7000-8000-0123456789cd") }], null);
        api.Json("GET", Routes.Runs, two, ContractsJson.Default.PageRunResponse);
        var show = await GaiaAsync("runs", "show", "019ab3f2-1c2d");
        Assert.Equal(4, show.ExitCode);
        Assert.Contains("2 runs begin or end with 019ab3f2-1c2d.\n  019ab3f2-1c2d-7000-8000-0123456789ab  hello in local\n  019ab3f2-1c2d-7000-8000-0123456789cd  hello in local\n", show.Error);
    }

    [Theory]
    [InlineData("019ab", 1)]
    [InlineData("not-an-id", 1)]
    [InlineData("ffffffff", 3)]
    public async Task An_id_that_names_no_run_is_refused(string id, int exitCode)
    {
        var show = await GaiaAsync("runs", "show", id);
        Assert.Equal(exitCode, show.ExitCode);
        Assert.Contains("`gaia runs list` shows", show.Error);
    }

    [Fact]
    public async Task Watch_stops_where_somebody_has_to_decide_and_says_how()
    {
        var watch = await GaiaAsync("runs", "watch", "0123456789ab");
        Assert.Equal(0, watch.ExitCode);
        Assert.Contains("hello in local: planning", watch.Out);
        Assert.Contains("+ terraform_data.a", watch.Out);
        Assert.Contains("Plan: 1 to create, 0 to change, 0 to destroy", watch.Out);
        Assert.Contains("gaia runs approve 0123456789ab", watch.Out);
    }

    [Fact]
    public async Task Watch_as_json_is_the_events()
    {
        var watch = await GaiaAsync("runs", "watch", "0123456789ab", "--format", "json");
        var lines = watch.Out.TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal(run.Events.Select(e => e.Sequence), lines.Select(line => JsonSerializer.Deserialize(line, ContractsJson.Default.RunEventResponse)!.Sequence));
    }

    [Fact]
    public async Task Approve_shows_the_plan_asks_names_its_digest_and_follows_to_the_end()
    {
        var approve = await GaiaAsync(["runs", "approve", "0123456789ab"], input: "yes\n", terminal: true);
        Assert.Equal(0, approve.ExitCode);
        Assert.Contains(FakeRun.Digest, api.Requests.Single(request => request.Method == "POST").Text);
        Assert.True(approve.Out.IndexOf("+ terraform_data.a", StringComparison.Ordinal) < approve.Out.IndexOf("Only yes applies it", StringComparison.Ordinal));
        Assert.Contains("terraform_data.a: created in 2s", approve.Out);
        Assert.Contains("greeting = \"hi\"", approve.Out);
        Assert.Contains("password = (sensitive)", approve.Out);
        Assert.Contains("Applied.", approve.Out);
        Assert.DoesNotContain("hello in local: planning", approve.Out);
    }

    [Fact]
    public async Task Approve_without_yes_approves_nothing()
    {
        var approve = await GaiaAsync(["runs", "approve", "0123456789ab"], input: "y\n", terminal: true);
        Assert.Equal(1, approve.ExitCode);
        Assert.DoesNotContain(api.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Approve_with_nobody_to_ask_names_the_digest_to_give()
    {
        var approve = await GaiaAsync("runs", "approve", "0123456789ab");
        Assert.Equal(1, approve.ExitCode);
        Assert.Contains($"--plan-digest {FakeRun.Digest}", approve.Error);
        Assert.DoesNotContain(api.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Approve_twice_is_a_conflict()
    {
        api.Problem("POST", Routes.ApproveRun(run.Id), 409, "run.already-approved", "Run was approved by ada already.");
        var approve = await GaiaAsync("runs", "approve", "0123456789ab", "--plan-digest", FakeRun.Digest);
        Assert.Equal(4, approve.ExitCode);
        Assert.Equal("Error: Run was approved by ada already.\n  (run.already-approved, trace trace-1)\n", approve.Error);
    }

    [Fact]
    public async Task A_failed_run_shows_its_diagnostics_and_exits_with_terraforms_code()
    {
        run.Became(RunStatus.Applying).Diagnostic(new("error", "No such thing", "It is gone.", "terraform_data.a", "main.tf", 12, 7, "input = var.x")).Became(RunStatus.Failed);
        var watch = await GaiaAsync("runs", "watch", "0123456789ab", "--format", "text");
        Assert.Equal(0, watch.ExitCode); // it stops at the approval that was asked for before
        api.On("POST", Routes.ApproveRun(run.Id), Answer);
        var approve = await GaiaAsync("runs", "approve", "0123456789ab", "--plan-digest", FakeRun.Digest);
        Assert.Equal(1, approve.ExitCode);
        Assert.Contains("failed", approve.Error);
    }

    [Fact]
    public async Task Nobody_there_says_how_to_start_it()
    {
        api.Stop();
        var list = await GaiaAsync("runs", "list");
        Assert.Equal(6, list.ExitCode);
        Assert.Contains("`gaia serve`", list.Error);
    }

    private Task Answer(Exchange context) =>
        context.JsonAsync(run.Response, ContractsJson.Default.RunResponse, 200);

    private Task<CliRun> GaiaAsync(params string[] args) => GaiaAsync(args, "");

    private Task<CliRun> GaiaAsync(string[] args, string input, bool terminal = false) =>
        CliRun.OfAsync(args, new Dictionary<string, string> { ["GAIA_URL"] = api.Url.ToString(), ["HOME"] = home }, input: input, terminal: terminal);
}
