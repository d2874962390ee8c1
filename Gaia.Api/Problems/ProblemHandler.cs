using Microsoft.AspNetCore.Diagnostics;

namespace Gaia.Api.Problems;

internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var problem = ProblemMapping.From(exception);
        if (problem.IsFault) LogFault(exception, http.Request.Method, http.Request.Path);
        else LogRefused(http.Request.Method, http.Request.Path, problem.Status, problem.Code, problem.Detail);
        await problem.WriteAsync(http);
        return true;
    }

    [LoggerMessage(EventName = "api.fault", Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);

    [LoggerMessage(EventName = "api.refused", Level = LogLevel.Information, Message = "{Method} {Path} answered {Status} {Code}: {Detail}")]
    private partial void LogRefused(string method, string path, int status, string code, string detail);
}
