using Gaia.Access.Tokens;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Gaia.Api.Problems;

internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger, TokenNames names) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var problem = ProblemMapping.From(exception);
        if (problem.IsFault) LogFault(exception, http.Request.Method, http.Request.Path);
        else LogRefused(Level(problem.Status), http.Request.Method, http.Request.Path, problem.Status, problem.Code, problem.Detail);
        await (await NamedAsync(problem, http.RequestAborted)).WriteAsync(http);
        return true;
    }

    private async Task<Problem> NamedAsync(Problem problem, CancellationToken stop)
    {
        try
        {
            return problem with { Detail = await names.InAsync(problem.Detail, stop) };
        }
        catch (NpgsqlException) // what was refused is told all the same, with ids
        {
            return problem;
        }
    }

    [LoggerMessage(EventName = "api.fault", Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);

    // What is not there is asked for all the time: each upload of a configuration begins so.
    private static LogLevel Level(int status) => status == StatusCodes.Status404NotFound ? LogLevel.Debug : LogLevel.Information;

    [LoggerMessage(EventName = "api.refused", Message = "{Method} {Path} answered {Status} {Code}: {Detail}")]
    private partial void LogRefused(LogLevel level, string method, string path, int status, string code, string detail);
}
