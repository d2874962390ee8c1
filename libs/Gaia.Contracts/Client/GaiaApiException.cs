namespace Gaia.Contracts.Client;

/// <summary>The API answered, with a refusal or a fault.</summary>
/// <param name="problem">What the API said; made up from the status where the body was not a problem document.</param>
public sealed class GaiaApiException(ProblemResponse problem) : Exception(Text(problem))
{
    public ProblemResponse Problem { get; } = problem;

    /// <summary>Stable, for programs; <c>http.STATUS</c> where the API gave none.</summary>
    public string Code => Problem.Code ?? $"http.{Status}";

    public int Status => Problem.Status;

    public string? Detail => Problem.Detail;

    public string? TraceId => Problem.TraceId;

    private static string Text(ProblemResponse problem)
    {
        var text = problem.Detail ?? problem.Title ?? $"The API answered {problem.Status}.";
        if (problem.Errors is not { Count: > 0 } errors) return text;
        return text + string.Concat(errors.SelectMany(field => field.Value.Where(message => !text.Contains(message, StringComparison.Ordinal)).Select(message => $"\n  {field.Key}: {message}")));
    }
}

/// <summary>No API answered: refused, no such host, timed out, or the connection was lost more often than the client retries.</summary>
public sealed class GaiaUnreachableException(Uri url, string reason, Exception? inner = null)
    : Exception($"No Gaia API answers at {url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}: {reason}", inner)
{
    public Uri Url { get; } = url;

    public string Reason { get; } = reason;
}
