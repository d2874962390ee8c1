using Microsoft.AspNetCore.Diagnostics;

namespace Gaia.Api.Problems;

internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemHandler>();
        services.AddSingleton<ShownText>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        // ProblemHandler logs what it maps; the middleware's own log line would repeat each refusal as an error.
        services.Configure<ExceptionHandlerOptions>(options => options.SuppressDiagnosticsCallback = _ => true);
        return services;
    }

    /// <summary>Also gives the bare answers of routing and binding (404, 405, 413, 415) a body with a code.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => Bare(context.HttpContext).WriteAsync(context.HttpContext));
        return app;
    }

    private static Problem Bare(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(404, "route.not-found", $"There is nothing at {http.Request.Path}. GET / lists what there is."),
        StatusCodes.Status405MethodNotAllowed => new(405, "route.method-not-allowed",
            $"{http.Request.Path} does not take {http.Request.Method}; it takes {http.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => BadRequests.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => BadRequests.MediaType,
        StatusCodes.Status504GatewayTimeout => new(504, "request.timeout", "This took longer than it may, and was given up. Ask for less: one stack, one component."),
        var status => new(status, "http." + status, Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)),
    };
}
