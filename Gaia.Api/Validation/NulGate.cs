using Microsoft.Extensions.Primitives;

namespace Gaia.Api.Validation;

/// <summary>
/// Refuses NUL in path and query, once for all calls: PostgreSQL keeps no such text, and no name has one.
/// That of JSON bodies is refused as they are read (<see cref="WireText"/>).
/// </summary>
internal sealed class NulGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        foreach (var (name, value) in http.Request.RouteValues)
            if (value is string text && Holds(text)) throw Refusal(name);
        foreach (var (name, values) in http.Request.Query)
            if (Holds(name) || Holds(values)) throw Refusal(name.Replace("\0", "", StringComparison.Ordinal));
        return next(http);
    }

    private static bool Holds(StringValues values) => values.Any(value => value is not null && Holds(value));

    private static bool Holds(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static RequestException Refusal(string field) => new("request.invalid", $"{field} {WireText.Problem}.",
        new Dictionary<string, string[]> { [field] = [WireText.Problem] });
}
