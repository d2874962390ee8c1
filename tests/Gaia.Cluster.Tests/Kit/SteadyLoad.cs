using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>
/// Requests to a Service at a steady rate, each by a connection of its own, so that each may meet another pod. Every one that is not answered with 2xx is
/// noted; none is repeated.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = MaxAnswer };
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly Uri url;
    private readonly Task sending;
    private int answered;

    private SteadyLoad(Uri url, string token)
    {
        this.url = url;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        sending = SendAsync();
    }

    public int Answered => answered;

    public static SteadyLoad On(Uri url, string token) => new(url, token);

    /// <summary>Waits until all that were sent are answered.</summary>
    /// <returns>What failed, each with its time.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await sending;
        return [.. failures];
    }

    /// <summary>Fails the test unless every request was answered.</summary>
    public async Task AssertNoneFailedAsync(int atLeast)
    {
        var failed = await StopAsync();
        Assert.True(failed.Count == 0, $"{failed.Count} of {answered + failed.Count} requests failed:\n{string.Join('\n', failed.Take(20))}");
        Assert.InRange(answered, atLeast, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage($"{answered} requests, none failed");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        http.Dispose();
    }

    private async Task SendAsync()
    {
        var sent = new List<Task>();
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token)) sent.Add(AskAsync());
        }
        catch (OperationCanceledException)
        {
            // Stopped: what is under way is waited for.
        }
        await Task.WhenAll(sent);
    }

    private async Task AskAsync()
    {
        try
        {
            using var answer = await http.GetAsync(url);
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref answered);
            else Note($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException)
        {
            Note(failed.Message);
        }
    }

    private void Note(string what) => failures.Enqueue($"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {what}");
}
