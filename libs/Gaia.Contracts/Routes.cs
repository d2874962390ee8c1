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
    public const string Whoami = "/v1/whoami";
    public const string Audit = "/v1/audit";
    public const string AuditExport = "/v1/audit/export";
    public const string AuditVerify = "/v1/audit/verify";
    public const string AdminInit = "/v1/admin/init";
    public const string Retention = "/v1/admin/retention";
    public const string RetentionSweep = "/v1/admin/retention/sweep";
    public const string Holds = "/v1/admin/retention/holds";
    public const string OpenApi = "/openapi/v1.json";
    public const string Docs = "/docs";
    public const string Health = "/health";
    public const string Alive = "/alive";

    public static string Configuration(string digest) => $"{Configurations}/{digest}";

    public static string ConfigurationStacks(string digest) => $"{Configurations}/{digest}/stacks";

    public static string ConfigurationComponents(string digest) => $"{Configurations}/{digest}/components";

    public static string ConfigurationComponent(string digest, string component) =>
        $"{Configurations}/{digest}/components/{Uri.EscapeDataString(component)}";

    public static string ConfigurationAffected(string digest) => $"{Configurations}/{digest}/affected";

    /// <summary>Of every stack; the same as <c>gaia describe stacks --format json</c>.</summary>
    public static string ConfigurationDescription(string digest) => $"{Configurations}/{digest}/describe";

    public static string ConfigurationValues(string digest) => $"{Configurations}/{digest}/values";

    public static string ConfigurationWorkflows(string digest) => $"{Configurations}/{digest}/workflows";

    public static string ConfigurationSettings(string digest) => $"{Configurations}/{digest}/config";

    public static string ConfigurationProblems(string digest) => $"{Configurations}/{digest}/problems";

    /// <param name="question"><c>dependents</c>, <c>provenance</c> or <c>why</c>.</param>
    public static string ConfigurationComponent(string digest, string component, string question) =>
        $"{ConfigurationComponent(digest, component)}/{question}";

    /// <param name="question"><c>locals</c> or <c>diff</c>.</param>
    public static string ConfigurationStack(string digest, string stack, string question) =>
        $"{ConfigurationStacks(digest)}/{Uri.EscapeDataString(stack)}/{question}";

    public static string ConfigurationGraph(string digest) => $"{Configurations}/{digest}/graph";

    public static string State(string stack, string component) =>
        $"{States}/{Uri.EscapeDataString(stack)}/{Uri.EscapeDataString(component)}";

    public static string StateOutputs(string stack, string component) => $"{State(stack, component)}/outputs";

    public static string StateVersions(string stack, string component) => $"{State(stack, component)}/versions";

    public static string StateVersion(string stack, string component, long version) =>
        FormattableString.Invariant($"{StateVersions(stack, component)}/{version}");

    public static string StateVersionContent(string stack, string component, long version) =>
        $"{StateVersion(stack, component, version)}/content";

    public static string RollbackState(string stack, string component) => $"{State(stack, component)}/rollback";

    public static string StateOwners(string stack, string component) => $"{State(stack, component)}/owners";

    public static string StateOwner(string stack, string component, string owner) => $"{StateOwners(stack, component)}/{Uri.EscapeDataString(owner)}";

    public static string AdoptState(string stack, string component) => $"{State(stack, component)}/adopt";

    /// <summary>
    /// What terraform's http backend takes as address, lock address and unlock address; Basic authentication with a token as
    /// the password. With <c>?identity=</c> the server also learns the text that the id was made from.
    /// </summary>
    /// <param name="id"><see cref="StateKey.Of"/> of the state identity.</param>
    public static string StateBackend(string stack, string component, string id) => $"{State(stack, component)}/backend/{id}";

    public static string Hold(Guid id) => $"{Holds}/{id}";

    public static string Token(Guid id) => $"{Tokens}/{id}";

    public static string Run(Guid id) => $"{Runs}/{id}";

    public static string RunPlan(Guid id) => $"{Runs}/{id}/plan";

    public static string RunPlanJson(Guid id) => $"{Runs}/{id}/plan/json";

    public static string RunErroredState(Guid id) => $"{Runs}/{id}/errored-state";

    public static string RunOutputs(Guid id) => $"{Runs}/{id}/outputs";

    public static string RunLogs(Guid id) => $"{Runs}/{id}/logs";

    public static string RunEvents(Guid id) => $"{Runs}/{id}/events";

    public static string ApproveRun(Guid id) => $"{Runs}/{id}/approve";

    public static string DiscardRun(Guid id) => $"{Runs}/{id}/discard";

    public static string CancelRun(Guid id) => $"{Runs}/{id}/cancel";
}
