using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Chaos.Bench.Load;

/// <summary>The API as a caller sees it who does not give up: a lost answer is asked for again with the same key.</summary>
internal sealed class Door(Uri url, TimeProvider time) : IDisposable
{
    private const int Tries = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };

    public GaiaClient Client { get; } = new(new() { Url = url, Retries = 12, Timeout = TimeSpan.FromSeconds(20), UserAgent = "gaia-chaos" }, time);

    /// <returns>The run, or the code by which it was refused; neither where nobody answered.</returns>
    public async Task<(RunResponse? Run, string? Refused)> QueueAsync(QueueRunRequest request, string key, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries && !cancellation.IsCancellationRequested; attempt++)
        {
            try
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, Routes.Runs) { Content = JsonContent.Create(request, ContractsJson.Default.QueueRunRequest), Headers = { { "Idempotency-Key", key } } };
                using var answer = await http.SendAsync(message, CancellationToken.None);
                if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, CancellationToken.None), null);
                if ((int)answer.StatusCode is >= 400 and < 500 && answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict))
                    return (null, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
            {
                // The API is away, or went away before its answer came: the same key asks for the same run.
            }
            await Task.Delay(Pause, time, CancellationToken.None);
        }
        return (null, null);
    }

    /// <returns>False where it was refused or nobody answered.</returns>
    public static async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception refused) when (refused is GaiaApiException or GaiaUnreachableException or HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <returns>The run once it is as wanted; null where that takes too long.</returns>
    public async Task<RunResponse?> UntilAsync(Guid run, Func<RunResponse, bool> isRight, TimeSpan limit, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < limit && !cancellation.IsCancellationRequested)
        {
            RunResponse? now = null;
            if (await TryAsync(async () => now = await Client.GetRunAsync(run, CancellationToken.None)) && isRight(now!)) return now;
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    public void Dispose()
    {
        Client.Dispose();
        http.Dispose();
    }
}
