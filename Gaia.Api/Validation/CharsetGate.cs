using Microsoft.Net.Http.Headers;

namespace Gaia.Api.Validation;

/// <summary>JSON is UTF-8 (RFC 8259, 8.1): a body that says another charset is refused like one of another media type.</summary>
internal sealed class CharsetGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue
        && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? throw new BadHttpRequestException("A body's charset is utf-8.", StatusCodes.Status415UnsupportedMediaType)
            : next(http);
}
