namespace Gaia.Api.Validation;

/// <summary>
/// Names in a path may hold a slash: the component eks/cluster, and the stack orgs/acme/dev, which has its file's name. The server leaves %2F
/// as it is, so that such a name is one segment; here it becomes the name, once for all calls.
/// </summary>
internal sealed class PathNames(RequestDelegate next)
{
    private const string Slash = "%2F";

    public Task InvokeAsync(HttpContext http)
    {
        foreach (var (name, value) in http.Request.RouteValues.ToList())
            if (value is string text && text.Contains(Slash, StringComparison.OrdinalIgnoreCase))
                http.Request.RouteValues[name] = text.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
        return next(http);
    }
}
