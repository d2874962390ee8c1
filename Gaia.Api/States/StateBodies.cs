using Gaia.Runs.States;
using Microsoft.AspNetCore.Http.Features;

namespace Gaia.Api.States;

internal static class StateBodies
{
    /// <summary>The whole body; refused while it is read where it is too large, and before that where it says so itself.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw StateErrors.TooLarge(limit);
        // Counted here, to refuse in words; the server's own limit is for small JSON bodies.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[64 << 10];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (bytes.Length + read > limit) throw StateErrors.TooLarge(limit);
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}
