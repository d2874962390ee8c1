namespace Gaia.Api.Idempotency;

/// <param name="Body">Null for an answer that held a secret: it is not kept.</param>
internal sealed record SavedAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[]? Body)
{
    public async Task ReplayAsync(HttpContext http, string key)
    {
        if (Body is null) throw IdempotencyException.ShownOnce(key);
        var response = http.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers["Idempotency-Replayed"] = "true";
        if (Location is not null) response.Headers.Location = Location;
        if (ETag is not null) response.Headers.ETag = ETag;
        await response.Body.WriteAsync(Body, http.RequestAborted);
    }

    public static SavedAnswer Of(HttpResponse response, byte[]? body) => new(
        response.StatusCode, response.ContentType, response.Headers.Location, response.Headers.ETag, body);
}
