using Gaia.Stacks.Workflows;

namespace Gaia.Terraform;

/// <summary>One call of terraform within a command.</summary>
/// <param name="Fallback">Run instead when the call exits 1: an old terraform without -or-create.</param>
/// <param name="IsMain">The command itself, not its preparation.</param>
public sealed record TerraformStep(IReadOnlyList<string> Arguments, IReadOnlyList<string>? Fallback = null, bool IsMain = false)
{
    private const string Collector = "GOGC";
    private static readonly string[] Machine = ["-json", "-input=false"];

    /// <summary>How often it is tried, where trying again can do no harm.</summary>
    public WorkflowRetry Retry { get; init; } = WorkflowRetry.None;

    /// <summary>init, workspace, plan, apply, ...</summary>
    public string Phase => Arguments[0];

    /// <summary>
    /// Its environment: what ends soon is a fifth faster where Go collects its garbage more rarely than by default, for more memory
    /// meanwhile. Plan and apply, which may hold much, are left as they are, and so is whoever chose for himself.
    /// </summary>
    public IReadOnlyDictionary<string, string> In(IReadOnlyDictionary<string, string> environment) =>
        Phase is "init" or "show" && !environment.ContainsKey(Collector) ? new Dictionary<string, string>(environment) { [Collector] = "400" } : environment;

    /// <summary>The same for who reads events instead of text, and cannot answer: `plan -json -input=false ...`.</summary>
    public IReadOnlyList<string> ForMachines() => Phase is "init" or "plan" or "apply" ? [Phase, .. Machine, .. Arguments.Skip(1)] : Arguments;
}

/// <summary>What decides the calls; nothing here touches a disk.</summary>
internal sealed record TerraformFlow(TerraformVerb Verb, string Workspace, string Varfile, string Planfile, IReadOnlyList<string> UserArguments)
{
    public bool HasWorkspaces { get; init; } = true;
    public bool SkipInit { get; init; }
    public bool Reconfigure { get; init; }
    public bool PassVarsOnInit { get; init; }
    public bool DeployRunsInit { get; init; }
    public bool AutoApprove { get; init; }
    public bool SkipPlanfile { get; init; }

    /// <inheritdoc cref="ActionRequest.FromPlan"/>
    public string? FromPlan { get; init; }

    /// <summary>After Gaia's own.</summary>
    public IReadOnlyList<string> GivenVarfiles { get; init; } = [];

    /// <summary>Values that no plan file keeps, so that a saved plan is applied with them.</summary>
    public string? EphemeralVarfile { get; init; }

    public WorkflowRetry Retry { get; init; } = WorkflowRetry.None;
}

/// <summary>The calls of terraform for one command, in order: init, workspace, the command itself. As Atmos makes them.</summary>
internal static class TerraformCalls
{
    public static IEnumerable<TerraformStep> Of(TerraformFlow flow)
    {
        if (RunsInit(flow)) yield return new(Init(flow, flow.Reconfigure || flow.Verb.First == "workspace")) { Retry = flow.Retry };
        if (SelectsWorkspace(flow))
            yield return new(["workspace", "select", "-or-create", flow.Workspace], ["workspace", "new", flow.Workspace]);
        // A saved plan is good for one try: after it the state is another one.
        if (flow.Verb.Words != "workspace")
            yield return new([.. Command(flow)], IsMain: true) { Retry = flow.FromPlan is null ? flow.Retry : WorkflowRetry.None };
    }

    private static bool RunsInit(TerraformFlow flow) => flow is { SkipInit: false, Verb.Words: not ("init" or "fmt") }
        && (flow.Verb.Words != "deploy" || flow.DeployRunsInit);

    private static bool SelectsWorkspace(TerraformFlow flow) => flow.HasWorkspaces
        && flow.Verb.First is not ("init" or "providers" or "fmt") && flow.Verb is not { First: "workspace", Second: not null };

    private static string[] Init(TerraformFlow flow, bool reconfigure) =>
    [
        "init",
        .. reconfigure ? ["-reconfigure"] : Array.Empty<string>(),
        .. flow.PassVarsOnInit ? ["-var-file", flow.Varfile] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Command(TerraformFlow flow)
    {
        string[] varfile = ["-var-file", flow.Varfile, .. flow.GivenVarfiles.SelectMany(name => (string[])["-var-file", name])];
        return flow.Verb.Words switch
        {
            "plan" => ["plan", .. varfile, .. WantsPlanfile(flow) ? ["-out", flow.Planfile] : Array.Empty<string>(), .. flow.UserArguments],
            "apply" or "deploy" when flow.FromPlan is { } plan =>
                ["apply", .. Ephemeral(flow), .. flow.UserArguments, plan.Length > 0 ? plan : flow.Planfile],
            "apply" or "deploy" => ["apply", .. varfile, .. flow.UserArguments, .. Approval(flow)],
            "destroy" or "import" or "refresh" or "test" => [flow.Verb.Words, .. varfile, .. flow.UserArguments],
            "init" => [.. Init(flow, flow.Reconfigure), .. flow.UserArguments],
            "workspace list" or "workspace show" => [.. flow.Verb.Words.Split(' '), .. flow.UserArguments],
            "workspace new" or "workspace select" or "workspace delete" => [.. flow.Verb.Words.Split(' '), flow.Workspace, .. flow.UserArguments],
            _ => [.. flow.Verb.Words.Split(' '), .. flow.UserArguments],
        };
    }

    private static string[] Ephemeral(TerraformFlow flow) => flow.EphemeralVarfile is { } file ? ["-var-file", file] : [];

    private static bool WantsPlanfile(TerraformFlow flow) =>
        !flow.SkipPlanfile && !flow.UserArguments.Any(argument => argument == "-out" || argument.StartsWith("-out=", StringComparison.Ordinal));

    private static string[] Approval(TerraformFlow flow) =>
        (flow.Verb.Words == "deploy" || flow.AutoApprove) && !flow.UserArguments.Contains("-auto-approve") ? ["-auto-approve"] : [];
}
