using System.Security.Cryptography;
using System.Text;
using Gaia.Api.Security;
using Gaia.Api.Validation;
using Gaia.Runs;

namespace Gaia.Api.Idempotency;

/// <summary>
/// A POST with an Idempotency-Key is carried out once for each actor and key: whoever repeats it is given the first
/// answer. Refused and failed calls did nothing and are not kept.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyStore store, RequestHash hashes)
{
    public const string Header = "Idempotency-Key";

    private const int InMemory = 16 << 20;

    public Task InvokeAsync(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        var metadata = http.GetEndpoint()?.Metadata.GetMetadata<Idempotent>();
        if (key.Length is 0 || metadata is null || http.User.Caller() is not { } caller) return next(http);
        if (key.Length > 200 || key.Any(c => c is < '!' or > '~'))
            throw new RequestException("idempotency.bad-key", $"{Header} takes 1 to 200 visible ASCII characters without spaces.");
        return OnceAsync(http, caller.Actor, key, metadata.KeepsAnswer);
    }

    private async Task OnceAsync(HttpContext http, string actor, string key, bool keepsAnswer)
    {
        http.RequestServices.GetRequiredService<Hosting.SchemaGate>().Demand();
        var hash = await HashAsync(http.Request, http.RequestAborted);
        if (await store.BeginAsync(actor, key, hash, http.RequestAborted) is { } saved)
        {
            await saved.ReplayAsync(http, key);
            return;
        }
        var done = false;
        try
        {
            var body = await RecordAsync(http);
            // From here on nothing gives the key up: what was done must be remembered, also when the caller has gone.
            done = http.Response.StatusCode is >= 200 and < 300;
            if (done) await store.CompleteAsync(actor, key, SavedAnswer.Of(http.Response, keepsAnswer ? body : null));
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
        finally
        {
            if (!done) await store.GiveUpAsync(actor, key, CancellationToken.None);
        }
    }

    private async Task<byte[]> RecordAsync(HttpContext http)
    {
        var real = http.Response.Body;
        using var record = new MemoryStream();
        http.Response.Body = record;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = real;
        }
        return record.ToArray();
    }

    private async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // In memory: what is given with a run may be secret, and does not touch the disk in plain text.
        request.EnableBuffering(bufferThreshold: InMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 << 10];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return await hashes.OfAsync(hash.GetHashAndReset(), cancellationToken);
    }
}
