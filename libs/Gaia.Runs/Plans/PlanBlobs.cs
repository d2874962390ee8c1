namespace Gaia.Runs.Plans;

/// <summary>Keys of what a plan leaves behind. The plan file holds secrets in plain text, the summary and the JSON none.</summary>
internal static class PlanBlobs
{
    public static string File(RunId run) => $"runs/{run}/plan";

    public static string Summary(RunId run) => $"runs/{run}/plan-summary.json";

    /// <summary>As terraform prints it, but for its secrets.</summary>
    public static string Json(RunId run) => $"runs/{run}/plan.json";

    /// <summary>Values to mask while the plan is applied.</summary>
    public static string Secrets(RunId run) => $"runs/{run}/plan-secrets.json";
}
