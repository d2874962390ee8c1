using Microsoft.AspNetCore.Diagnostics;

namespace Gaia.Api.Problems;

internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var problem = ProblemMapping.From(exception);
        if (problem.IsFault) LogFault(exception, http.Request.Method, http.Request.Path);
        else LogRefused(Level(problem.Status), http.Request.Method, http.Request.Path, problem.Status, problem.Code, problem.Detail);
        await problem.WriteAsync(http);
        return true;
    }

    [LoggerMessage(EventName = "api.fault", Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);

    // What is not there is asked for all the time: each upload of a configuration begins so.
    private static LogLevel Level(int status) => status == StatusCodes.Status404NotFound ? LogLevel.Debug : LogLevel.Information;

    [LoggerMessage(EventName = "api.refused", Message = "{Method} {Path} answered {Status} {Code}: {Detail}")]
    private partial void LogRefused(LogLevel level, string method, string path, int status, string code, string detail);
}
