using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Gaia.Functional.Tests;

/// <summary>Takes what OpenTelemetry sends by OTLP over HTTP and keeps the bytes of every batch of spans.</summary>
internal sealed class TraceCollector : IDisposable
{
    private readonly LocalWeb web;
    private readonly ConcurrentQueue<byte[]> batches = [];

    public TraceCollector() => web = new(ReceiveAsync);

    public string Address => web.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether one batch holds a span of the trace and the texts: a service's name, the name of a span.</summary>
    public bool Holds(string traceId, params string[] texts) => batches.Any(batch =>
        batch.AsSpan().IndexOf(Convert.FromHexString(traceId)) >= 0 && texts.All(text => batch.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));

    public void Dispose() => web.Dispose();

    private async Task ReceiveAsync(HttpListenerContext call)
    {
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        if (call.Request.Url!.AbsolutePath == "/v1/traces") batches.Enqueue(body.ToArray());
    }
}
