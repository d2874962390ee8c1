using System.Text.Json;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Tests.Remote;

public sealed class GaiaClientTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly FakeRun run = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_post_is_sent_again_with_the_same_key_when_the_connection_is_cut()
    {
        var first = true;
        api.On("POST", Routes.Runs, async context =>
        {
            if (!first) await context.JsonAsync(run.Response, ContractsJson.Default.RunResponse, 201);
            else context.Cut();
            first = false;
        });
        var queued = await Client().QueueRunAsync(new("hello", "local", RunOperation.Plan, FakeRun.Digest));

        Assert.Equal(run.Id, queued.Id);
        Assert.Equal(2, api.Requests.Count);
        Assert.Single(api.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Assert.Contains("\"operation\":\"plan\"", api.Requests[1].Text);
    }

    [Fact]
    public async Task Each_post_has_a_key_of_its_own()
    {
        api.Json("POST", Routes.Runs, run.Response, ContractsJson.Default.RunResponse);
        for (var i = 0; i < 2; i++) await Client().QueueRunAsync(new("hello", "local", RunOperation.Plan, FakeRun.Digest));
        Assert.Equal(2, api.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_carries_what_the_api_said()
    {
        api.Problem("POST", Routes.ApproveRun(run.Id), 409, "run.plan-mismatch", "Look at the plan again.");
        var refusal = await Assert.ThrowsAsync<GaiaApiException>(() => Client().ApproveRunAsync(run.Id, FakeRun.Digest));
        Assert.Equal(("run.plan-mismatch", 409, "Look at the plan again.", "trace-1"), (refusal.Code, refusal.Status, refusal.Message, refusal.TraceId));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_not_gaias_is_said_to_be_so()
    {
        api.On("GET", Routes.Status, context => context.WriteAsync(200, "text/html", "<html>"u8.ToArray()));
        Assert.Contains("Is this the address of a Gaia API", (await Assert.ThrowsAsync<GaiaApiException>(() => Client().GetStatusAsync())).Message);
        api.On("GET", Routes.Status, context => context.WriteAsync(418, "text/html", "<html>"u8.ToArray()));
        Assert.Equal("http.418", (await Assert.ThrowsAsync<GaiaApiException>(() => Client().GetStatusAsync())).Code);
    }

    [Fact]
    public async Task What_passes_is_retried_and_what_stays_is_told()
    {
        var left = 2;
        api.On("GET", Routes.Run(run.Id), context => left-- > 0
            ? context.WriteAsync(503, "text/plain", [])
            : context.JsonAsync(run.Response, ContractsJson.Default.RunResponse, 200));
        Assert.Equal(run.Id, (await Client().GetRunAsync(run.Id)).Id);
        left = 99;
        Assert.Equal(503, (await Assert.ThrowsAsync<GaiaApiException>(() => Client().GetRunAsync(run.Id))).Status);
    }

    [Fact]
    public async Task Nobody_there_is_an_error_of_its_own()
    {
        api.Stop();
        var nobody = await Assert.ThrowsAsync<GaiaUnreachableException>(() => Client(retries: 0).GetStatusAsync());
        Assert.Equal($"No Gaia API answers at {api.Url.GetLeftPart(UriPartial.Authority)}: connection refused", nobody.Message);
    }

    [Fact]
    public async Task Listings_go_through_all_pages_and_stop_when_the_caller_does()
    {
        api.On("GET", Routes.Runs, context =>
        {
            var cursor = context.Request.Query("cursor");
            var page = new Page<RunResponse>([run.Response, run.Response], cursor switch { null => "2", "2" => "3", _ => null });
            return context.JsonAsync(page, ContractsJson.Default.PageRunResponse, 200);
        });
        var count = 0;
        await foreach (var _ in Client().ListRunsAsync(new(Stack: "a b", Status: RunStatus.AwaitingApproval))) count++;
        Assert.Equal(6, count);
        Assert.Equal("/v1/runs?stack=a%20b&status=awaitingApproval&cursor=3", api.Requests[^1].Path);

        await foreach (var _ in Client().ListRunsAsync()) break;
        Assert.Equal(4, api.Requests.Count);
    }

    [Fact]
    public async Task An_upload_streams_the_archive_and_opens_it_anew_for_each_attempt()
    {
        var (first, opened) = (true, 0);
        api.On("PUT", Routes.Configuration(FakeRun.Digest), async context =>
        {
            if (first) context.Cut();
            else await context.JsonAsync(new(FakeRun.Digest, 3, FakeRun.Start), ContractsJson.Default.ConfigurationResponse, 201);
            first = false;
        });
        await Client().UploadConfigurationAsync(FakeRun.Digest, () =>
        {
            opened++;
            return new MemoryStream([1, 2, 3]);
        });
        Assert.Equal(2, opened);
        Assert.Equal([1, 2, 3], api.Requests[^1].Body);
    }

    [Fact]
    public async Task The_token_and_the_name_of_the_client_are_sent()
    {
        api.Json("GET", Routes.Run(run.Id), run.Response, ContractsJson.Default.RunResponse);
        await new GaiaClient(new() { Url = api.Url, Token = "gaia_secret", UserAgent = "gaia-cli/0.1.0" }).GetRunAsync(run.Id);
        Assert.Equal("Bearer gaia_secret", api.Requests[0].Headers["Authorization"]);
        Assert.Equal("gaia-cli/0.1.0", api.Requests[0].Headers["User-Agent"]);
    }

    [Fact]
    public async Task A_call_ends_when_its_time_is_over()
    {
        api.On("GET", Routes.Status, _ => Task.Delay(3000));
        var slow = await Assert.ThrowsAsync<GaiaUnreachableException>(() =>
            new GaiaClient(new() { Url = api.Url, Retries = 0, Timeout = TimeSpan.FromMilliseconds(100) }).GetStatusAsync());
        Assert.Equal("it did not answer in time", slow.Reason);
    }

    private GaiaClient Client(int retries = 3) => new(new() { Url = api.Url, Retries = retries }, new Impatient());

    /// <summary>Delays of the retries take no time.</summary>
    private sealed class Impatient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }
}
