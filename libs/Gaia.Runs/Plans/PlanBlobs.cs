using Gaia.Runs.States;

namespace Gaia.Runs.Plans;

/// <summary>Keys of what a plan leaves behind.</summary>
internal static class PlanBlobs
{
    public static string File(RunId run) => $"runs/{run}/plan";

    public static string Summary(RunId run) => $"runs/{run}/plan-summary.json";

    /// <summary>As terraform prints it, but for its secrets.</summary>
    public static string Json(RunId run) => $"runs/{run}/plan.json";

    /// <summary>Of what a plan needs to be applied or shown.</summary>
    public static IEnumerable<string> OfPlan(RunId run) => [File(run), Summary(run), Json(run), Secrets(run)];

    /// <summary>Of everything that a run may have left.</summary>
    public static IEnumerable<string> All(RunId run) => [.. OfPlan(run), StateBlobs.ErroredKey(run)];

    /// <summary>Values to mask while the plan is applied.</summary>
    public static string Secrets(RunId run) => $"runs/{run}/plan-secrets.json";
}
