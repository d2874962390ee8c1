namespace Gaia.Contracts;

/// <summary>Paths of the HTTP API, the one place that names them.</summary>
public static class Routes
{
    public const string Version = "/v1";
    public const string Status = "/v1/status";
    public const string Configurations = "/v1/configurations";
    public const string Runs = "/v1/runs";
    public const string Locks = "/v1/locks";
    public const string States = "/v1/states";
    public const string Tokens = "/v1/tokens";
    public const string Audit = "/v1/audit";
    public const string AdminInit = "/v1/admin/init";

    public static string Configuration(string digest) => $"{Configurations}/{digest}";

    public static string Run(Guid id) => $"{Runs}/{id}";

    public static string RunPlan(Guid id) => $"{Runs}/{id}/plan";

    public static string RunOutputs(Guid id) => $"{Runs}/{id}/outputs";

    public static string RunLogs(Guid id) => $"{Runs}/{id}/logs";

    public static string RunEvents(Guid id) => $"{Runs}/{id}/events";

    public static string ApproveRun(Guid id) => $"{Runs}/{id}/approve";

    public static string DiscardRun(Guid id) => $"{Runs}/{id}/discard";

    public static string CancelRun(Guid id) => $"{Runs}/{id}/cancel";
}
