using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Tests.Remote;

public sealed class FollowRunTests : IDisposable
{
    private static readonly FollowOptions Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(5), LongestDelay = TimeSpan.FromMilliseconds(20) };

    private readonly FakeApi api = new();
    private readonly FakeRun run = new FakeRun().Became(RunStatus.Planning).Phase("init").Log("a").Log("b").Log("c").Plan().Became(RunStatus.Planned);
    private readonly List<string> said = [];

    public FollowRunTests() => api.Json("GET", Routes.Run(run.Id), run.Response, ContractsJson.Default.RunResponse);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Gives_every_event_and_ends_with_the_run()
    {
        Serve((writer, after) => writer.WriteAsync(after));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
        Assert.Empty(said);
    }

    [Fact]
    public async Task Starts_behind_the_event_already_seen()
    {
        Serve((writer, after) => writer.WriteAsync(after));
        Assert.Equal([4, 5, 6, 7], await FollowAsync(after: 3));
    }

    [Fact]
    public async Task Takes_up_a_cut_connection_from_the_last_event_wherever_it_was_cut()
    {
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, after + 2);
            if (after + 2 < run.Events.Count) writer.Cut();
        });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
        Assert.Equal(["0", "2", "4", "6"], Positions());
        Assert.Equal(3, said.Count(word => word.StartsWith("lost", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Takes_no_half_event()
    {
        var first = true;
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, first ? 2 : long.MaxValue);
            if (!first) return;
            first = false;
            var whole = EventWriter.Text(run.Events[2]);
            await writer.WriteAsync(whole[..(whole.Length - 9)]);
            writer.Cut();
        });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
    }

    [Fact]
    public async Task Never_repeats_an_event_that_the_server_sends_again()
    {
        var first = true;
        Serve(async (writer, _) =>
        {
            await writer.WriteAsync(0, first ? 4 : long.MaxValue);
            if (first) writer.Cut();
            first = false;
        });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
    }

    [Fact]
    public async Task Asks_again_for_an_event_that_the_server_skipped()
    {
        var first = true;
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, 2);
            await writer.WriteAsync(first ? 3 : 2);
            first = false;
        });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
        Assert.Equal(["0", "2"], Positions());
    }

    [Fact]
    public async Task Says_so_when_the_server_never_sends_it()
    {
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, 2);
            await writer.WriteAsync(3);
        });
        Json(run.Response with { Status = RunStatus.Planning });
        Assert.Equal("client.events-missing", (await Assert.ThrowsAsync<GaiaApiException>(() => FollowAsync())).Code);
    }

    [Fact]
    public async Task Goes_on_when_the_stream_ends_before_the_run()
    {
        Serve((writer, after) => writer.WriteAsync(after, after + 3));
        Json(run.Response with { Status = RunStatus.Planning });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync());
        Assert.Empty(said);
    }

    [Fact]
    public async Task Ends_at_once_when_all_was_seen()
    {
        api.On("GET", Routes.RunEvents(run.Id), context => context.WriteAsync(204, "text/event-stream", []));
        Assert.Empty(await FollowAsync(after: 7));
    }

    [Fact]
    public async Task Waits_for_a_server_that_restarts()
    {
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, after == 0 ? 3 : long.MaxValue);
            if (after == 0) writer.Cut();
        });
        var seen = new List<long>();
        await foreach (var happened in Client().FollowRunAsync(run.Id, 0, Listening()))
        {
            seen.Add(happened.Sequence);
            if (happened.Sequence != 3) continue;
            api.Stop();
            _ = Task.Delay(150).ContinueWith(_ => api.Start());
        }
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
        Assert.Equal(["lost", "resumed"], said.Select(word => word.Split(' ')[0]));
    }

    [Fact]
    public async Task Gives_up_a_server_that_never_comes_back()
    {
        api.Stop();
        await Assert.ThrowsAsync<GaiaUnreachableException>(() => FollowAsync(options: Quick with { GiveUp = TimeSpan.FromMilliseconds(100) }));
    }

    [Fact]
    public async Task Connects_anew_when_nothing_comes_for_too_long()
    {
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, after == 0 ? 3 : long.MaxValue);
            if (after == 0) await Task.Delay(2000);
        });
        Json(run.Response with { Status = RunStatus.Planning });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await FollowAsync(options: Quick with { Silence = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public async Task Passes_on_what_the_server_refuses()
    {
        api.Problem("GET", Routes.RunEvents(run.Id), 400, "run.unknown-event-position", "Event position 99 is unknown.");
        var refusal = await Assert.ThrowsAsync<GaiaApiException>(() => FollowAsync(after: 99));
        Assert.Equal(("run.unknown-event-position", 400), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task Retries_what_the_server_cannot_do_just_now()
    {
        var first = true;
        var stream = run.Stream();
        api.On("GET", Routes.RunEvents(run.Id), context =>
        {
            var answer = first ? context.WriteAsync(500, "text/plain", []) : stream(context);
            first = false;
            return answer;
        });
        Assert.Equal(7, (await FollowAsync()).Count);
    }

    [Fact]
    public async Task Stops_when_asked()
    {
        Serve(async (writer, after) =>
        {
            await writer.WriteAsync(after, 2);
            await Task.Delay(2000);
        });
        using var stop = new CancellationTokenSource();
        var seen = new List<long>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in Client().FollowRunAsync(run.Id, 0, Listening(), stop.Token))
            {
                seen.Add(happened.Sequence);
                if (happened.Sequence == 2) stop.CancelAfter(10);
            }
        });
        Assert.Equal([1, 2], seen);
    }

    private void Serve(Func<EventWriter, long, Task> write) => api.On("GET", Routes.RunEvents(run.Id), run.Stream(write));

    private void Json(RunResponse response) => api.Json("GET", Routes.Run(run.Id), response, ContractsJson.Default.RunResponse);

    private GaiaClient Client() => new(new() { Url = api.Url, Retries = 0 });

    private FollowOptions Listening() => Quick with { Lost = reason => said.Add($"lost {reason}"), Resumed = () => said.Add("resumed") };

    private IEnumerable<string> Positions() => api.Requests
        .Where(request => request.Path == Routes.RunEvents(run.Id)).Select(request => request.Headers.GetValueOrDefault("Last-Event-ID", "0"));

    private async Task<List<long>> FollowAsync(long after = 0, FollowOptions? options = null)
    {
        var seen = new List<long>();
        await foreach (var happened in Client().FollowRunAsync(run.Id, after, options ?? Listening())) seen.Add(happened.Sequence);
        return seen;
    }
}
