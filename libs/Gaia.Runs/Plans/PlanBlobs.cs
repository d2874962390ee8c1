namespace Gaia.Runs.Plans;

/// <summary>Keys of what a plan leaves behind. The plan file holds secrets in plain text, the summary and the JSON none.</summary>
internal static class PlanBlobs
{
    public static string File(RunId run) => $"runs/{run}/plan";

    public static string Summary(RunId run) => $"runs/{run}/plan-summary.json";

    /// <summary>As terraform prints it, but for its secrets.</summary>
    public static string Json(RunId run) => $"runs/{run}/plan.json";

    /// <summary>Of what a plan needs to be applied or shown.</summary>
    public static IEnumerable<string> OfPlan(RunId run) => [File(run), Summary(run), Json(run), Secrets(run)];

    /// <summary>Of everything that a run may have left.</summary>
    public static IEnumerable<string> All(RunId run) => [.. OfPlan(run), ErroredState(run)];

    /// <summary>The state that terraform could save nowhere else.</summary>
    public static string ErroredState(RunId run) => $"runs/{run}/errored.tfstate";

    /// <summary>Values to mask while the plan is applied.</summary>
    public static string Secrets(RunId run) => $"runs/{run}/plan-secrets.json";
}
