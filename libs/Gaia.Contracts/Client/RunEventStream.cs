using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Gaia.Contracts.Client;

/// <summary>
/// One connection's events:
/// <code>
/// id: 7
/// event: status
/// data: {"sequence":7,"at":"2026-11-24T08:00:00Z","type":"status","data":{"status":"planning"}}
/// </code>
/// </summary>
internal sealed class RunEventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<RunEventResponse?>> events;
    private readonly SilenceWatch silence;
    private readonly TimeProvider time;

    private RunEventStream(
        HttpResponseMessage response, IAsyncEnumerator<SseItem<RunEventResponse?>> events, SilenceWatch silence, TimeProvider time) =>
        (this.response, this.events, this.silence, this.time) = (response, events, silence, time);

    public static async Task<RunEventStream> OpenAsync(
        HttpClient http, HttpRequestMessage request, TimeSpan longestSilence, TimeProvider time, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(longestSilence);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                using (response) throw await Problems.ReadAsync(response, cancellationToken);
            var silence = new SilenceWatch(await response.Content.ReadAsStreamAsync(cancellationToken), longestSilence, time);
            var events = SseParser.Create(silence, Parse).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            return new(response, events, silence, time);
        }
    }

    /// <summary>Null at the end of the stream.</summary>
    /// <exception cref="TimeoutException">Nothing, not even a comment, came for too long.</exception>
    public async Task<RunEventResponse?> NextAsync(TimeSpan? patience, CancellationToken cancellationToken)
    {
        if (patience is { } limit) silence.Limit = limit;
        while (await events.MoveNextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (events.Current.Data is { } happened) return happened;
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        try { await events.DisposeAsync(); }
        catch (Exception e) when (e is IOException or OperationCanceledException or NotSupportedException) { _ = e; /* it is closed either way */ }
    }

    /// <summary>Null for an event that is not a run's: other kinds may come in later versions.</summary>
    private static RunEventResponse? Parse(string type, ReadOnlySpan<byte> data)
    {
        try { return JsonSerializer.Deserialize(data, ContractsJson.Default.RunEventResponse) is { Sequence: > 0 } happened ? happened : null; }
        catch (JsonException e) { throw new IOException("an event was cut", e); }
    }
}
