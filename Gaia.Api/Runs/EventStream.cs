using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Gaia.Api.Hosting;
using Gaia.Api.Problems;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs.Events;
using Microsoft.AspNetCore.Http.Features;

namespace Gaia.Api.Runs;

/// <summary>
/// Server-sent events:
/// <code>
/// id: 12
/// event: resource
/// data: {"sequence":12,"at":"...","type":"resource","data":{...}}
/// </code>
/// with a comment line as heartbeat while nothing happens, so that neither side nor a proxy between takes it for dead.
/// </summary>
/// <param name="mayListen">Whether what the caller showed is still good. Asked about once a heartbeat.</param>
/// <param name="stop">The caller has gone, or this server is going: a stream must not hold its shutdown.</param>
internal sealed class EventStream(HttpContext http, TimeSpan heartbeat, ShownActors actors, Func<Task<bool>> mayListen, CancellationToken stop)
{
    private readonly PipeWriter body = http.Response.BodyWriter;
    private long asked = TimeProvider.System.GetTimestamp();

    public async Task WriteAsync(IAsyncEnumerable<RunEvent> events)
    {
        try
        {
            await StartAsync();
            await using var each = events.GetAsyncEnumerator(stop);
            while (await NextAsync(each))
            {
                if (!await MayGoOnAsync()) return;
                Write(await actors.InAsync(RunMapping.From(each.Current), stop));
                await body.FlushAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ends here; who still listens comes back with Last-Event-ID.
        }
        catch (Exception fault) when (ProblemMapping.IsDatabaseAway(fault))
        {
            http.Abort(); // not a clean end, which would mean that the run is finished
        }
    }

    private async Task StartAsync()
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        Encoding.UTF8.GetBytes("retry: 1000\n\n", body);
        await body.FlushAsync(stop);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<RunEvent> events)
    {
        var next = events.MoveNextAsync().AsTask();
        while (await Task.WhenAny(next, Task.Delay(heartbeat, stop)) != next && !stop.IsCancellationRequested)
        {
            if (!await MayGoOnAsync()) break; // which cancels what is awaited
            Encoding.UTF8.GetBytes(": heartbeat\n\n", body);
            await body.FlushAsync(stop);
        }
        return await next;
    }

    // Broken off, not ended, which would mean that the run is finished: who comes back is asked who they are.
    private async Task<bool> MayGoOnAsync()
    {
        if (TimeProvider.System.GetElapsedTime(asked) < heartbeat) return true;
        asked = TimeProvider.System.GetTimestamp();
        if (await mayListen()) return true;
        http.Abort();
        return false;
    }

    private void Write(RunEventResponse happened)
    {
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: "), body);
        using (var json = new Utf8JsonWriter(body, ApiJson.Writer)) JsonSerializer.Serialize(json, happened, ContractsJson.Default.RunEventResponse);
        Encoding.UTF8.GetBytes("\n\n", body);
    }
}
