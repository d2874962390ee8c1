using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Gaia.Api.Hosting;
using Gaia.Contracts;
using Gaia.Runs.Events;

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
internal sealed class EventStream(HttpContext http)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly PipeWriter body = http.Response.BodyWriter;

    public async Task WriteAsync(IAsyncEnumerable<RunEvent> events)
    {
        var stop = http.RequestAborted;
        Start();
        await body.FlushAsync(stop);
        await using var each = events.GetAsyncEnumerator(stop);
        while (await NextAsync(each, stop))
        {
            Write(RunMapping.From(each.Current));
            await body.FlushAsync(stop);
        }
    }

    private void Start()
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseBodyFeature>()?.DisableBuffering();
        Encoding.UTF8.GetBytes("retry: 1000\n\n", body);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<RunEvent> events, CancellationToken stop)
    {
        var next = events.MoveNextAsync().AsTask();
        while (await Task.WhenAny(next, Task.Delay(Heartbeat, stop)) != next && !stop.IsCancellationRequested)
        {
            Encoding.UTF8.GetBytes(": heartbeat\n\n", body);
            await body.FlushAsync(stop);
        }
        return await next;
    }

    private void Write(RunEventResponse happened)
    {
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: "), body);
        using (var json = new Utf8JsonWriter(body, ApiJson.Writer)) JsonSerializer.Serialize(json, happened, ContractsJson.Default.RunEventResponse);
        Encoding.UTF8.GetBytes("\n\n", body);
    }
}
