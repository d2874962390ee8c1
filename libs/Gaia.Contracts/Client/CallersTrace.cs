using System.Diagnostics;

namespace Gaia.Contracts.Client;

/// <summary>
/// Calls are part of the caller's trace, directly below its span. .NET's own propagation would put a span of its own
/// between the two, which a caller without OpenTelemetry never sends.
/// </summary>
internal sealed class CallersTrace(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string TraceParent = "traceparent";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } caller })
            request.Headers.TryAddWithoutValidation(TraceParent, caller);
        return base.SendAsync(request, cancellationToken);
    }
}
