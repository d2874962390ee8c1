using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gaia.Contracts.Client;

/// <summary>One following of one run: what was seen last, and what to do when the stream breaks.</summary>
internal sealed class RunFollowing(GaiaClient client, HttpClient http, Guid id, FollowOptions options, TimeProvider time)
{
    private const int MostGaps = 5;

    private long last;
    private bool finished;
    private bool lost;
    private int gaps;
    private TimeSpan delay;
    private long aliveAt;

    public async IAsyncEnumerable<RunEventResponse> EventsAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (last, delay, aliveAt) = (after, options.FirstDelay, time.GetTimestamp());
        while (true)
        {
            await using (var stream = await ConnectAsync(cancellationToken))
            {
                while (stream is not null && await NextAsync(stream, cancellationToken) is { } happened)
                {
                    if (happened.Sequence <= last) continue;
                    if (happened.Sequence > last + 1)
                    {
                        if (++gaps == MostGaps) throw Missing(happened.Sequence);
                        break; // the server skipped one: ask again from the last
                    }
                    gaps = 0;
                    (last, delay, aliveAt) = (happened.Sequence, options.FirstDelay, time.GetTimestamp());
                    finished |= Finishes(happened);
                    yield return happened;
                }
            }
            if (finished || await EndedAsync(cancellationToken)) yield break;
            await PauseAsync(cancellationToken);
        }
    }

    private async Task<RunEventStream?> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = await RunEventStream.OpenAsync(http, Request(), options.Silence, time, cancellationToken);
            aliveAt = time.GetTimestamp();
            if (lost) options.Resumed?.Invoke();
            lost = false;
            return stream;
        }
        catch (GaiaApiException e) when (e.Status >= 500)
        {
            return Lose($"the API answered {e.Status}", e);
        }
        catch (Exception e) when (ConnectionLoss.Is(e, cancellationToken))
        {
            return Lose(ConnectionLoss.Reason(e), e);
        }
    }

    /// <summary>The next event; null when the stream ended, well or badly.</summary>
    private async Task<RunEventResponse?> NextAsync(RunEventStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.NextAsync(finished ? options.Farewell : null, cancellationToken);
        }
        catch (Exception) when (finished && !cancellationToken.IsCancellationRequested)
        {
            return null; // everything was seen; how the connection ends no longer matters
        }
        catch (TimeoutException)
        {
            return null; // silent for too long: connect anew without a word
        }
        catch (Exception e) when (ConnectionLoss.Is(e, cancellationToken))
        {
            Lose(ConnectionLoss.Reason(e), e);
            return null;
        }
    }

    private RunEventStream? Lose(string reason, Exception cause)
    {
        if (time.GetElapsedTime(aliveAt) > options.GiveUp) throw new GaiaUnreachableException(client.Url, reason, cause);
        if (!lost) options.Lost?.Invoke(reason);
        lost = true;
        return null;
    }

    /// <summary>A stream that ended well without the run's last event: asked for again unless there is nothing more to come.</summary>
    private async Task<bool> EndedAsync(CancellationToken cancellationToken)
    {
        if (lost) return false;
        try
        {
            var run = await client.GetRunAsync(id, cancellationToken);
            return run.Status.IsFinished() && run.LastEvent <= last;
        }
        catch (Exception e) when (e is GaiaUnreachableException or GaiaApiException { Status: >= 500 })
        {
            Lose(e is GaiaUnreachableException unreachable ? unreachable.Reason : e.Message, e);
            return false;
        }
    }

    private GaiaApiException Missing(long next) => new(new(
        null, null, 200, $"The API leaves out events {last + 1} to {next - 1} of run {id}. `gaia runs show {id}` tells how it stands.", null, "client.events-missing"));

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(delay, time, cancellationToken);
        delay = delay * 2 < options.LongestDelay ? delay * 2 : options.LongestDelay;
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Routes.RunEvents(id));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (last > 0) request.Headers.Add("Last-Event-ID", last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return request;
    }

    private static bool Finishes(RunEventResponse happened) => happened.Type == RunEventTypes.Status
        && happened.Data.Deserialize(ContractsJson.Default.StatusChanged) is { } change && change.Status.IsFinished();
}
