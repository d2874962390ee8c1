using System.Globalization;
using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Workflows;

/// <summary>How often a failing step is tried again, and after how long.</summary>
/// <param name="Attempts">All tries counted; 1 means no second.</param>
/// <param name="Strategy">constant, linear or exponential.</param>
/// <param name="Jitter">Share of the delay that chance may add or take, 0 to 1.</param>
public sealed partial record WorkflowRetry(
    int Attempts, TimeSpan InitialDelay, TimeSpan MaxDelay, string Strategy, double Multiplier, double Jitter, TimeSpan? MaxElapsed)
{
    public static WorkflowRetry None { get; } = new(1, TimeSpan.Zero, TimeSpan.FromSeconds(30), "constant", 2, 0, null);

    /// <param name="attempt">1 for the wait after the first try.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan DelayAfter(int attempt, double chance)
    {
        var factor = Strategy switch
        {
            "exponential" => Math.Pow(Multiplier, attempt - 1),
            "linear" => attempt,
            _ => 1,
        };
        var seconds = InitialDelay.TotalSeconds * factor * (1 + Jitter * (2 * chance - 1));
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaxDelay.TotalSeconds));
    }

    // retry: {max_attempts: 3, initial_delay: 100ms, max_delay: 2s, backoff_strategy: exponential, multiplier: 2.0, random_jitter: 0.1}
    public static WorkflowRetry Read(MapNode? retry)
    {
        if (retry is null) return None;
        return new WorkflowRetry(
            (int)Math.Clamp(Number(retry, "max_attempts", 1), 1, 1000),
            Duration(retry, "initial_delay") ?? TimeSpan.Zero,
            Duration(retry, "max_delay") ?? None.MaxDelay,
            retry.Text("backoff_strategy") ?? None.Strategy,
            Number(retry, "multiplier", None.Multiplier),
            Number(retry, "random_jitter", 0),
            Duration(retry, "max_elapsed_time"));
    }

    private static double Number(MapNode map, string key, double fallback) => map[key] switch
    {
        null or NullNode => fallback,
        IntNode number => number.Value,
        FloatNode number => number.Value,
        var other => throw new StacksInvalidException("workflow.retry", $"retry.{key} must be a number, not {other.Kind}", other.Mark),
    };

    private static TimeSpan? Duration(MapNode map, string key) => map[key] switch
    {
        null or NullNode => null,
        IntNode seconds => TimeSpan.FromSeconds(seconds.Value),
        StringNode text => Parse(text, key),
        var other => throw new StacksInvalidException("workflow.retry", $"retry.{key} must be a duration such as 5s, not {other.Kind}", other.Mark),
    };

    // 1m30s, 100ms, 1.5h
    private static TimeSpan Parse(StringNode text, string key)
    {
        if (!Whole().IsMatch(text.Value))
            throw new StacksInvalidException("workflow.retry", $"retry.{key} '{text.Value}' is not a duration: write 100ms, 5s or 1m30s", text.Mark);
        return Part().Matches(text.Value).Aggregate(TimeSpan.Zero, (sum, part) => sum + Unit(part.Groups[2].Value) * double.Parse(
            part.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static TimeSpan Unit(string unit) => unit switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        _ => TimeSpan.FromMicroseconds(unit == "ns" ? 0.001 : 1),
    };

    [GeneratedRegex(@"^(\d+(\.\d+)?(h|ms|m|s|us|ns))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)")]
    private static partial Regex Part();
}
