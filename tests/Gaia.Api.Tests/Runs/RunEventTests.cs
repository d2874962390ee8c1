using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Runs;

public sealed class RunEventTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_gives_what_was_and_then_what_comes_and_ends_with_the_run()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await SeededRuns.QueueAsync(api);
        await SeededRuns.AppendAsync(api, run.Id, 3);

        using var stream = await StreamAsync(client, run.Id.Value);
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop).GetAsyncEnumerator(Stop);
        for (var expected = 1; expected <= 4; expected++) Assert.Equal(expected, (await NextAsync(events)).Sequence);
        await SeededRuns.AppendAsync(api, run.Id, 1);
        Assert.Equal(5, (await NextAsync(events)).Sequence);
        await SeededRuns.FinishAsync(api, run.Id);
        var last = await NextAsync(events);

        Assert.Equal((6, RunEventTypes.Status), (last.Sequence, last.Type));
        Assert.Equal(RunStatus.Failed, last.Data.Deserialize(ContractsJson.Default.StatusChanged)!.Status);
        Assert.False(await events.MoveNextAsync());
    }

    [Theory]
    [InlineData("", "4", "5,6")]
    [InlineData("?after=4", null, "5,6")]
    [InlineData("?after=1", "5", "6")]
    [InlineData("?after=6", null, "")]
    [InlineData("", null, "1,2,3,4,5,6")]
    public async Task A_stream_goes_on_from_any_position(string query, string? lastEventId, string expected)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await FinishedAsync(api);

        using var stream = await StreamAsync(client, run, query, lastEventId);

        var seen = new List<string>();
        await foreach (var item in SseParser.Create(await stream.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop)) seen.Add(item.EventId!);
        Assert.Equal(expected, string.Join(',', seen));
    }

    [Fact]
    public async Task Who_comes_back_and_has_all_is_told_to_stop()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        using var stream = await StreamAsync(client, await FinishedAsync(api), "", "6");

        Assert.Equal(HttpStatusCode.NoContent, stream.StatusCode);
    }

    [Theory]
    [InlineData("?after=7", null)]
    [InlineData("?after=-1", null)]
    [InlineData("?after=ten", null)]
    [InlineData("?after=99999999999999999999", null)]
    [InlineData("", "7")]
    [InlineData("", "x")]
    public async Task A_position_that_is_not_known_is_refused(string query, string? lastEventId)
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await FinishedAsync(api);

        var problem = await StreamAsync(client, run, query, lastEventId).ProblemAsync(400, "run.unknown-event-position");

        Assert.Contains("from 0 to 6", problem.Detail);
    }

    [Fact]
    public async Task While_nothing_happens_a_heartbeat_shows_that_the_stream_lives()
    {
        await using var api = await GaiaApi.StartAsync(shared.Postgres, settings: new() { ["Gaia:Api:Events:Heartbeat"] = "00:00:00.2" });
        using var client = await api.ClientAsync();
        var run = await SeededRuns.QueueAsync(api);

        using var stream = await StreamAsync(client, run.Id.Value);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Stop));

        for (var beats = 0; beats < 3;)
            if (await lines.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop) is ": heartbeat") beats++;
    }

    [Fact]
    public async Task A_stream_breaks_off_where_its_token_is_revoked()
    {
        await using var api = await GaiaApi.StartAsync(shared.Postgres, settings: new() { ["Gaia:Api:Events:Heartbeat"] = "00:00:00.2" });
        using var client = await api.ClientAsync(Role.Viewer);
        using var admin = await api.ClientAsync();
        var run = await SeededRuns.QueueAsync(api);
        using var stream = await StreamAsync(client, run.Id.Value);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Stop));
        while (await lines.ReadLineAsync(Stop) is not ": heartbeat") { }

        var token = (await admin.GetFromJsonAsync(Routes.Tokens, ContractsJson.Default.PageTokenResponse, Stop))!.Items.First(each => each.Role is Role.Viewer);
        (await admin.DeleteAsync(Routes.Token(token.Id), Stop)).EnsureSuccessStatusCode();

        // Not an end, which would mean that the run is finished.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await lines.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop) is not null) { }
        });
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_and_does_not_wait_for_them()
    {
        var api = await GaiaApi.StartAsync(shared.Postgres);
        using var client = await api.ClientAsync();
        var run = await SeededRuns.QueueAsync(api);
        using var stream = await StreamAsync(client, run.Id.Value);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Stop));
        while (await lines.ReadLineAsync(Stop) is var line && line != "id: 1") Assert.NotNull(line);

        await api.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Stop);

        Assert.DoesNotContain("id: 2\n", await lines.ReadToEndAsync(Stop)); // the stream has ended
    }

    [Fact]
    public async Task As_json_events_come_in_pages()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var run = await FinishedAsync(api);

        var first = (await client.GetFromJsonAsync(Routes.RunEvents(run) + "?limit=4", ContractsJson.Default.PageRunEventResponse, Stop))!;
        var second = (await client.GetFromJsonAsync(Routes.RunEvents(run) + $"?after={first.Next}", ContractsJson.Default.PageRunEventResponse, Stop))!;

        Assert.Equal([1, 2, 3, 4], first.Items.Select(item => item.Sequence));
        Assert.Equal([5, 6], second.Items.Select(item => item.Sequence));
        Assert.Equal(("4", null), (first.Next, second.Next));
    }

    [Fact]
    public async Task The_log_is_plain_text()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();

        var log = await client.GetStringAsync(Routes.RunLogs(await FinishedAsync(api)), Stop);

        Assert.Contains("line 1\nline 2\nline 3\nline 4\n", log);
    }

    private static async Task<Guid> FinishedAsync(GaiaApi api)
    {
        var run = await SeededRuns.QueueAsync(api);
        await SeededRuns.AppendAsync(api, run.Id, 4);
        await SeededRuns.FinishAsync(api, run.Id);
        return run.Id.Value;
    }

    private static Task<HttpResponseMessage> StreamAsync(HttpClient client, Guid run, string query = "", string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Routes.RunEvents(run) + query);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private static async Task<RunEventResponse> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop));
        var item = JsonSerializer.Deserialize(events.Current.Data, ContractsJson.Default.RunEventResponse)!;
        Assert.Equal(($"{item.Sequence}", item.Type), (events.Current.EventId, events.Current.EventType));
        return item;
    }
}
