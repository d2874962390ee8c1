using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Runs;

public sealed class RunTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_queued_found_and_listed()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var request = new QueueRunRequest("hello", "dev", RunOperation.Plan, digest, PlanOnly: true, Message: "why not");

        using var answer = await client.PostAsJsonAsync(Routes.Runs, request, ContractsJson.Default.QueueRunRequest, Stop);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var run = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!;
        Assert.Equal(Routes.Run(run.Id), $"{answer.Headers.Location}");
        Assert.Equal(
            ("hello", "dev", RunOperation.Plan, RunStatus.Queued, digest, "development", "why not", true),
            (run.Component, run.Stack, run.Operation, run.Status, run.Configuration, run.CreatedBy, run.Message, run.PlanOnly));
        var found = await client.GetFromJsonAsync(Routes.Run(run.Id), ContractsJson.Default.RunResponse, Stop);
        Assert.Equal(run with { CreatedAt = found!.CreatedAt }, found); // PostgreSQL keeps microseconds
        var page = await client.GetFromJsonAsync($"{Routes.Runs}?stack=dev&component=hello&status=queued&limit=200", ContractsJson.Default.PageRunResponse, Stop);
        Assert.Contains(found, page!.Items);
        await client.GetAsync(Routes.RunPlan(run.Id), Stop).ProblemAsync(404, "run.no-plan");
        await client.GetAsync(Routes.RunOutputs(run.Id), Stop).ProblemAsync(404, "run.no-outputs");
    }

    [Theory]
    [InlineData("hello", "dve", 404, "stack.not-found", "dev")]
    [InlineData("helo", "dev", 404, "component.not-found", "hello")]
    public async Task A_run_of_what_is_not_there_is_refused_with_the_nearest_name(string component, string stack, int status, string code, string nearest)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        var problem = await client.PostAsJsonAsync(Routes.Runs, new { component, stack, operation = "plan", configurationDigest = digest }, Stop)
            .ProblemAsync(status, code);

        Assert.Contains(nearest, problem.Nearest!);
    }

    [Fact]
    public async Task A_run_is_not_led_to_the_state_of_another_stack_until_it_is_shared()
    {
        var api = await shared.DevelopmentAsync();
        using var anybody = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}",
            ("stacks/mine.yaml", "vars: { stage: mine }\ncomponents: { terraform: { hello: { vars: { greeting: a } } } }\n"),
            ("stacks/theirs.yaml", "vars: { stage: theirs }\ncomponents: { terraform: { hello: { metadata: { terraform_workspace: mine }, vars: { greeting: b } } } }\n"))
            .UploadAsync(anybody);
        (await anybody.PostAsJsonAsync(Routes.Runs, Plan("mine"), Stop)).EnsureSuccessStatusCode();
        using var theirs = await api.ClientAsync(Role.Planner, "theirs");
        var refused = await theirs.PostAsJsonAsync(Routes.Runs, Plan("theirs"), Stop).ProblemAsync(403, "state.of-another-stack");
        Assert.DoesNotContain("stack mine", refused.Detail);
        using var both = await api.ClientAsync(Role.Planner, "theirs", "mine");
        // Whoever reaches both, or everything, is told how, and not led there in silence.
        foreach (var client in (HttpClient[])[both, anybody])
            refused = await client.PostAsJsonAsync(Routes.Runs, Plan("theirs"), Stop).ProblemAsync(403, "state.of-another-stack");
        var id = Regex.Match(refused.Detail!, "gaia state share hello -s mine --with theirs --id ([0-9a-f]{32})").Groups[1].Value;
        await both.PutAsync($"{Routes.StateOwner("mine", "hello", "theirs")}?id={id}", null, Stop).ProblemAsync(403, "access.denied");
        using var operators = await api.ClientAsync(Role.Operator, "theirs", "mine");
        Assert.Equal(["mine", "theirs"], await OwnersAsync(operators.PutAsync($"{Routes.StateOwner("mine", "hello", "theirs")}?id={id}", null, Stop)));
        (await both.PostAsJsonAsync(Routes.Runs, Plan("theirs"), Stop)).EnsureSuccessStatusCode();
        await theirs.PostAsJsonAsync(Routes.Runs, Plan("theirs"), Stop).ProblemAsync(403, "state.of-another-stack");
        await operators.DeleteAsync($"{Routes.StateOwner("mine", "hello", "mine")}?id={id}", Stop).ProblemAsync(409, "state.last-owner");
        Assert.Equal(["theirs"], await OwnersAsync(operators.DeleteAsync($"{Routes.StateOwner("theirs", "hello", "mine")}?id={id}", Stop)));
        var gone = await operators.DeleteAsync($"{Routes.StateOwner("theirs", "hello", "mine")}?id={id}", Stop).ProblemAsync(404, "state.not-shared");
        Assert.Contains("is not shared with mine", gone.Detail);
        (await theirs.PostAsJsonAsync(Routes.Runs, Plan("theirs"), Stop)).EnsureSuccessStatusCode();
        await both.PostAsJsonAsync(Routes.Runs, Plan("mine"), Stop).ProblemAsync(403, "state.of-another-stack");

        static async Task<IReadOnlyList<string>> OwnersAsync(Task<HttpResponseMessage> answer) =>
            (await (await answer).EnsureSuccessStatusCode().Content.ReadFromJsonAsync(ContractsJson.Default.StateOwnersResponse, Stop))!.Stacks;

        object Plan(string stack) => new { component = "hello", stack, operation = "plan", configurationDigest = digest, planOnly = true };
    }

    [Fact]
    public async Task What_is_given_by_var_is_named_and_nowhere_shown()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var request = new QueueRunRequest("hello", "dev", RunOperation.Plan, digest, Variables: [new("size", "s3cret-s3cret"), new(File: "prod.tfvars", Content: "password = \"s3cret-s3cret\"\n")]);

        using var answer = await client.PostAsJsonAsync(Routes.Runs, request, ContractsJson.Default.QueueRunRequest, Stop);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var run = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!;
        Assert.Equal([new("size"), new(File: "prod.tfvars")], run.Variables!);
        var audit = await client.GetStringAsync($"{Routes.Audit}?subject=run:{run.Id}", Stop);
        Assert.Contains("variables size, prod.tfvars", audit);
        Assert.DoesNotContain("s3cret", audit + await client.GetStringAsync(Routes.Run(run.Id), Stop));
    }

    [Theory]
    [InlineData("""[{"name":"1x","value":"a"}]""", "variables[0].name")]
    [InlineData("""[{"name":"a","value":"a"},{"name":"a = 1\nb","value":"a"}]""", "variables[1].name")]
    [InlineData("""[{"name":"a"}]""", "variables[0]")]
    [InlineData("""[null]""", "variables[0]")]
    [InlineData("""[{"name":"a","value":"b","content":"c"}]""", "variables[0]")]
    [InlineData("""[{"file":"a.txt","content":"c"}]""", "variables[0].file")]
    [InlineData("""[{"file":"a.tfvars"}]""", "variables[0]")]
    public async Task Variables_that_cannot_be_are_refused_by_their_place(string variables, string field)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);
        using var body = new StringContent($$"""{"component":"hello","stack":"dev","operation":"plan","configurationDigest":"{{digest}}","variables":{{variables}}}""", null, "application/json");
        var problem = await client.PostAsync(Routes.Runs, body, Stop).ProblemAsync(422, "run.bad-variables");
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData(65, 1, "variables")]
    [InlineData(1, 1_000_001, "variables[0].content")]
    [InlineData(5, 900_000, "variables")]
    public async Task So_many_or_so_large_ones_are_refused(int count, int size, string field)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);
        var file = new RunVariableRequest(File: "a.tfvars", Content: new string('#', size));
        var request = new QueueRunRequest("hello", "dev", RunOperation.Plan, digest, Variables: [.. Enumerable.Repeat(file, count)]);
        var problem = await client.PostAsJsonAsync(Routes.Runs, request, ContractsJson.Default.QueueRunRequest, Stop).ProblemAsync(422, "run.bad-variables");
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double()
    {
        await using var api = await GaiaApi.StartAsync(shared.Postgres);
        using var client = await api.ClientAsync();
        for (var i = 0; i < 5; i++) await SeededRuns.QueueAsync(api);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await client.GetFromJsonAsync($"{Routes.Runs}?limit=2&cursor={cursor}", ContractsJson.Default.PageRunResponse, Stop))!;
            seen.AddRange(page.Items.Select(run => run.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(seen.OrderByDescending(id => id), seen);
    }

    [Fact]
    public async Task A_run_that_did_not_change_is_not_sent_again()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await SeededRuns.QueueAsync(api);
        using var first = await client.GetAsync(Routes.Run(run.Id.Value), Stop);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var same = await client.GetAsync(Routes.Run(run.Id.Value), Stop);
        await SeededRuns.AppendAsync(api, run.Id, 1);
        using var changed = await client.GetAsync(Routes.Run(run.Id.Value), Stop);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, changed.StatusCode));
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task Only_the_plan_that_waits_can_be_approved_and_only_once()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await SeededRuns.AwaitApprovalAsync(api);
        var approve = Routes.ApproveRun(run.Id.Value);

        await client.PostAsJsonAsync(approve, new { planDigest = "the newest" }, Stop).ProblemAsync(400, "request.invalid");
        await client.PostAsJsonAsync(approve, new { planDigest = "sha256:" + new string('b', 64) }, Stop).ProblemAsync(409, "run.plan-mismatch");
        using var answer = await client.PostAsJsonAsync(approve, new { planDigest = SeededRuns.Plan.Value }, Stop);
        await client.PostAsJsonAsync(approve, new { planDigest = SeededRuns.Plan.Value }, Stop).ProblemAsync(409, "run.already-approved");

        var approved = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!;
        Assert.Equal((RunStatus.Approved, "development"), (approved.Status, approved.ApprovedBy));
    }

    [Fact]
    public async Task A_plan_is_discarded_and_a_finished_run_not_canceled()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await SeededRuns.AwaitApprovalAsync(api);

        using var answer = await client.PostAsJsonAsync(Routes.DiscardRun(run.Id.Value), new { reason = "no" }, Stop);
        await client.PostAsync(Routes.CancelRun(run.Id.Value), null, Stop).ProblemAsync(409, "run.finished");

        Assert.Equal(RunStatus.Discarded, (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!.Status);
    }

    [Fact]
    public async Task Who_reaches_some_stacks_sees_and_touches_only_their_runs()
    {
        var api = await shared.ProductionAsync();
        var (dev, prod) = (await SeededRuns.QueueAsync(api), await SeededRuns.QueueAsync(api, "prod"));
        using var client = await api.ClientAsync(Role.Operator, "dev*");

        var page = await client.GetFromJsonAsync($"{Routes.Runs}?limit=1", ContractsJson.Default.PageRunResponse, Stop);
        Assert.Equal("dev", page!.Items.Single().Stack);
        await client.GetAsync(Routes.Run(prod.Id.Value), Stop).ProblemAsync(404, "run.not-found");
        await client.GetAsync(Routes.RunEvents(prod.Id.Value), Stop).ProblemAsync(404, "run.not-found");
        await client.PostAsync(Routes.CancelRun(prod.Id.Value), null, Stop).ProblemAsync(404, "run.not-found");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Routes.CancelRun(dev.Id.Value), null, Stop)).StatusCode);
    }
}
