using System.Net.ServerSentEvents;
using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Functional.Tests;

public sealed class FollowingTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_can_be_read_again_from_any_position()
    {
        using var folder = AtmosFolder.Create("resume");
        var run = await gaia.ApplyAsync(folder, "resume", cancellation);
        var all = await ReadAsync(run.Id, lastEventId: null);

        Assert.Equal(Enumerable.Range(1, all.Count).Select(number => (long)number), all.Select(item => item.Sequence));
        var rest = await ReadAsync(run.Id, lastEventId: all[^3].Sequence.ToString());
        Assert.Equal(all.Skip(all.Count - 2).Select(item => item.Sequence), rest.Select(item => item.Sequence));
    }

    [Fact]
    public async Task Ctrl_C_detaches_and_the_run_goes_on()
    {
        using var folder = AtmosFolder.Create("detach").Edit("stacks/dev.yaml", "pause: 0", "pause: 3");
        var terminal = gaia.TerminalIn(folder);
        using var applying = terminal.Start("terraform", "apply", "detach", "-s", "dev", "--auto-approve");
        var run = await gaia.StartedAsync("detach", RunStatus.Applying, cancellation);

        applying.Interrupt();

        var screen = (await applying.EndAsync(cancellation)).Expect(130);
        Assert.Contains("gaia runs watch", screen.Error);
        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Applied);
    }

    [Fact]
    public async Task Cancel_lets_terraform_save_what_it_has_done()
    {
        using var folder = AtmosFolder.Create("cancel").Edit("stacks/dev.yaml", "pause: 0", "pause: 5");
        var terminal = gaia.TerminalIn(folder);
        using var applying = terminal.Start("terraform", "apply", "cancel", "-s", "dev", "--auto-approve");
        var run = await gaia.StartedAsync("cancel", RunStatus.Applying, cancellation);

        (await terminal.RunAsync(cancellation, "runs", "cancel", run.Id.ToString())).Expect(0);

        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Canceled);
        await applying.EndAsync(cancellation);
        folder.Edit("stacks/dev.yaml", "pause: 5", "pause: 0");
        await gaia.ApplyAsync(folder, "cancel", cancellation);
    }

    [Fact]
    public async Task Runs_of_one_state_wait_for_each_other()
    {
        using var folder = AtmosFolder.Create("one-at-a-time").Edit("stacks/dev.yaml", "pause: 0", "pause: 2");
        var terminal = gaia.TerminalIn(folder);
        using var first = terminal.Start("terraform", "apply", "one-at-a-time", "-s", "dev", "--auto-approve");
        await gaia.StartedAsync("one-at-a-time", RunStatus.Applying, cancellation);

        using var second = terminal.Start("terraform", "apply", "one-at-a-time", "-s", "dev", "--auto-approve");

        (await second.EndAsync(cancellation)).Expect(0);
        (await first.EndAsync(cancellation)).Expect(0);
        var runs = (await gaia.GetAsync<Page<RunResponse>>($"{Routes.Runs}?component=one-at-a-time", cancellation)).Items;
        Assert.Equal(2, runs.Count);
        Assert.True(runs[0].StartedAt >= runs[1].FinishedAt, "the second run started before the first had finished");
    }

    private async Task<List<RunEventResponse>> ReadAsync(Guid run, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.RunEvents(run));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await gaia.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        var events = new List<RunEventResponse>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(cancellation)).EnumerateAsync(cancellation))
            if (item.Data.Length > 0)
                events.Add(JsonSerializer.Deserialize<RunEventResponse>(item.Data, GaiaApp.Json)!);
        return events;
    }
}
