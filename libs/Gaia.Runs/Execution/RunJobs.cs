using System.Text.Json;

namespace Gaia.Runs.Execution;

/// <summary>The kinds of jobs that carry runs, for the worker that registers their handlers.</summary>
public static class RunJobs
{
    public const string Plan = "runs.plan";
    public const string Apply = "runs.apply";

    internal static string Payload(RunId run) => JsonSerializer.Serialize(new RunJob(run.Value), RunsJson.Default.RunJob);

    internal static RunId Run(string payload) => new(JsonSerializer.Deserialize(payload, RunsJson.Default.RunJob)?.Run
        ?? throw new InvalidOperationException($"The payload {payload} names no run."));
}

internal sealed record RunJob(Guid Run);
