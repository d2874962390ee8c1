using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Gaia.Functional.Tests;

/// <summary>Takes what OpenTelemetry sends by OTLP over HTTP and keeps the bytes of every batch of spans.</summary>
internal sealed class TraceCollector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<byte[]> batches = [];

    public TraceCollector()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Task.Run(ReceiveAsync);
    }

    public string Address { get; }

    /// <summary>Whether one batch holds a span of the trace and the texts: a service's name, the name of a span.</summary>
    public bool Holds(string traceId, params string[] texts) => batches.Any(batch =>
        batch.AsSpan().IndexOf(Convert.FromHexString(traceId)) >= 0 && texts.All(text => batch.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));

    public void Dispose() => listener.Close();

    private async Task ReceiveAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                if (call.Request.Url!.AbsolutePath == "/v1/traces") batches.Enqueue(body.ToArray());
                call.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test run is over, or a test has killed the sender.
            }
        }
    }
}
