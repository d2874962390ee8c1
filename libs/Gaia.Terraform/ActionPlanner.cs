using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Terraform;
using Gaia.Stacks.Validation;
using Gaia.Stacks.Workflows;
using Gaia.Terraform.Code;
using Gaia.Terraform.Hooks;
using Gaia.Terraform.Variables;

namespace Gaia.Terraform;

/// <summary>From a component instance and a command to the plan of action.</summary>
public static class ActionPlanner
{
    private const string DefaultProgram = "terraform";
    private static readonly byte[] GaiaBackend = """{"terraform":{"backend":{"http":{}}}}"""u8.ToArray();

    /// <param name="code">Of the component's folder.</param>
    /// <exception cref="TerraformRefusedException">Something in the configuration forbids it, or is not supported.</exception>
    /// <exception cref="StacksInvalidException">`validation.invalid`</exception>
    public static ActionPlan Of(
        AtmosConfiguration configuration, ComponentInstance instance, ComponentCode code, ActionRequest request, CancellationToken cancellation = default)
    {
        Check(instance, request);
        var backend = BackendOf(configuration, instance, code, request);
        var keeps = request.State is not null && backend == ActionPlan.LocalBackend;
        if (keeps && request.Verb.First == "workspace")
            throw new TerraformRefusedException("backend.no-workspaces", $"Gaia keeps the state of component '{instance.Name}' in stack '{instance.StackName}', one for each stack; there are no workspaces.", "Leave the workspace alone.");
        var given = GivenVarfiles.Of(request.Variables, code, Stem(instance));
        return new ActionPlan(instance, request.Verb)
        {
            Program = ProgramOf(instance, configuration),
            ProgramIsChosen = ProgramOf(instance, configuration) != DefaultProgram,
            Workspace = HasWorkspaces(configuration, instance, keeps, request) ? instance.Workspace : null,
            Backend = backend,
            GaiaKeepsState = keeps,
            Files = FilesOf(configuration, instance, code, request, keeps, given, cancellation),
            SecretFiles = [.. request.FromPlan is null ? given.Files.Select(file => file.Key) : given.Ephemeral.Count > 0 ? [EphemeralName(instance)] : []],
            RemovedBefore = [Path.Combine(".terraform", "environment"), .. keeps ? Array.Empty<string>() : [GaiaFiles.BackendName]],
            RemovedAfter = RemovedAfter(instance, request, keeps),
            Steps = [.. TerraformCalls.Of(Flow(configuration, instance, code, request, keeps) with { GivenVarfiles = [.. given.Files.Select(file => file.Key)] })],
            Environment = EnvironmentOf(configuration, instance, request, keeps, cancellation),
            Policies = PoliciesOf(instance, request),
            StoreHooks = TerraformHooks.Of(instance, request),
            Notes = Notes(instance),
            SensitiveVariables = code.SecretVariables,
            SensitiveDefaults = code.SecretDefaults,
            Given = given,
        };
    }

    /// <summary>The same refusals, before anything is evaluated.</summary>
    /// <inheritdoc cref="Of"/>
    public static void Check(ComponentInstance instance, ActionRequest request)
    {
        ComponentRefusals.Check(instance, request);
        TerraformHooks.Check(instance, request);
        PoliciesOf(instance, request);
    }

    private static IReadOnlyList<ComponentPolicy> PoliciesOf(ComponentInstance instance, ActionRequest request) =>
        request.Verb.First is "plan" or "apply" or "deploy" or "destroy" ? ComponentPolicy.Of(instance) : [];

    /// <summary>`command` of the component, else of atmos.yaml or ATMOS_COMPONENTS_TERRAFORM_COMMAND, else terraform.</summary>
    private static string ProgramOf(ComponentInstance instance, AtmosConfiguration configuration) =>
        instance.Merged["command"] is StringNode { Value.Length: > 0 } command ? command.Value
        : configuration.Terraform.Command is { Length: > 0 } configured ? configured : DefaultProgram;

    /// <inheritdoc cref="ActionPlan.Backend"/>
    public static string BackendOf(AtmosConfiguration configuration, ComponentInstance instance, ComponentCode code, ActionRequest request) =>
        WritesBackend(configuration, request) && instance.BackendType is { Length: > 0 } written ? written : code.Backend ?? ActionPlan.LocalBackend;

    private static bool WritesBackend(AtmosConfiguration configuration, ActionRequest request) =>
        request.WritesBackend ?? configuration.Terraform.AutoGenerateBackendFile;

    private static bool HasWorkspaces(AtmosConfiguration configuration, ComponentInstance instance, bool keeps, ActionRequest request) =>
        configuration.Terraform.WorkspacesEnabled && !keeps && instance.BackendType != "http" && !request.WorkspaceFromEnvironment;

    private static TerraformFlow Flow(AtmosConfiguration configuration, ComponentInstance instance, ComponentCode code, ActionRequest request, bool keeps) =>
        new(request.Verb, instance.Workspace, TerraformFiles.VarfileName(instance), TerraformFiles.PlanfileName(instance), request.Arguments)
        {
            HasWorkspaces = HasWorkspaces(configuration, instance, keeps, request),
            SkipInit = request.SkipInit,
            // Else terraform asks what to do with a state file of another backend that lies there.
            Reconfigure = keeps || (request.Reconfigure ?? configuration.Terraform.InitRunReconfigure),
            PassVarsOnInit = request.PassVarsOnInit || configuration.Terraform.PassVarsOnInit,
            DeployRunsInit = request.DeployRunsInit ?? configuration.Terraform.DeployRunInit,
            AutoApprove = configuration.Terraform.ApplyAutoApprove,
            SkipPlanfile = request.SkipPlanfile ?? configuration.Terraform.SkipPlanfile,
            FromPlan = request.FromPlan,
            EphemeralVarfile = code.EphemeralVariables.Count > 0 ? EphemeralName(instance) : null,
            Retry = RetryOf(instance),
        };

    private static WorkflowRetry RetryOf(ComponentInstance instance) => WorkflowRetry.Read(instance.Merged.Map("retry"));

    private static string EphemeralName(ComponentInstance instance) => $"{Stem(instance)}.ephemeral.tfvars.json";

    private static string Stem(ComponentInstance instance) => TerraformFiles.VarfileName(instance).Replace(".terraform.tfvars.json", "", StringComparison.Ordinal);

    private static Dictionary<string, byte[]> FilesOf(
        AtmosConfiguration configuration, ComponentInstance instance, ComponentCode code, ActionRequest request, bool keeps, GivenVarfiles given,
        CancellationToken cancellation)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (request.Verb.First != "workspace" && request.FromPlan is null)
            files[TerraformFiles.VarfileName(instance)] = TerraformFiles.Varfile(instance, request.Evaluation, cancellation);
        if (request.FromPlan is null)
            foreach (var (name, bytes) in given.Files) files[name] = bytes;
        else if (code.EphemeralVariables.Count > 0)
            files[EphemeralName(instance)] = Ephemeral(TerraformFiles.Varfile(instance, request.Evaluation, cancellation), code.EphemeralVariables, given);
        if (keeps) files[GaiaFiles.BackendName] = GaiaBackend;
        else if (WritesBackend(configuration, request) && TerraformFiles.Backend(instance, request.Evaluation, cancellation) is { } backend)
            files[TerraformFiles.BackendName] = backend;
        foreach (var (name, content) in TerraformFiles.Generated(instance, request.Evaluation, cancellation)) files[name] = content;
        if (TerraformFiles.ProviderOverrides(instance, request.Evaluation, cancellation) is { } providers)
            files[TerraformFiles.ProviderOverridesName] = providers;
        if (VersionsOverride.Of(instance, request.Evaluation, cancellation) is { } versions) files[GaiaFiles.VersionsName] = versions;
        foreach (var name in files.Keys) Demand(instance, name);
        return files;
    }

    // A generated name may hold folders; it must not leave the component's.
    private static void Demand(ComponentInstance instance, string name)
    {
        if (!Paths.Join(instance.AbsoluteFolder, name).StartsWith(instance.AbsoluteFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new TerraformRefusedException("generate.outside", $"The generated file {name} would be written outside of the component's folder.", "Correct its name in `generate`.");
    }

    private static byte[] Ephemeral(byte[] varfile, IReadOnlySet<string> names, GivenVarfiles given) => Encoding.UTF8.GetBytes(NodeJson.Write(new MapNode(
        [.. ((MapNode)Documents.Json.JsonReader.Read(varfile)).Where(variable => names.Contains(variable.Key) && !given.Ephemeral.ContainsKey(variable.Key)), .. given.Ephemeral])) + "\n");

    // As Atmos: an applied plan is spent, and after an apply the varfile has served. The file that names Gaia's backend goes too.
    private static List<string> RemovedAfter(ComponentInstance instance, ActionRequest request, bool keeps)
    {
        var removed = new List<string>();
        if (request.Verb.First is not ("plan" or "show") && request.FromPlan is null or "") removed.Add(TerraformFiles.PlanfileName(instance));
        if (request.Verb.First is "apply" or "deploy") removed.AddRange([TerraformFiles.VarfileName(instance), EphemeralName(instance)]);
        if (keeps) removed.Add(GaiaFiles.BackendName);
        return removed;
    }

    private static Dictionary<string, string> EnvironmentOf(
        AtmosConfiguration configuration, ComponentInstance instance, ActionRequest request, bool keeps, CancellationToken cancellation)
    {
        var set = new Dictionary<string, string>(TerraformFiles.Environment(instance, request.Evaluation, cancellation), StringComparer.Ordinal)
        {
            ["ATMOS_CLI_CONFIG_PATH"] = configuration.CliConfigPath,
            ["ATMOS_BASE_PATH"] = configuration.BasePath,
            ["TF_IN_AUTOMATION"] = "true",
        };
        if ((request.UserAgent ?? configuration.Terraform.AppendUserAgent) is { Length: > 0 } agent) set["TF_APPEND_USER_AGENT"] = agent;
        if (!keeps) return set;
        foreach (var (name, value) in request.State!.Environment(request.BrokenLock)) set[name] = value;
        foreach (var (name, value) in GaiaState.Retries) set.TryAdd(name, value);
        return set;
    }

    private static string[] Notes(ComponentInstance instance) => instance.Merged.At("dependencies", "tools") is MapNode { Count: > 0 } tools
        ? [$"dependencies.tools is not installed by Gaia; the programs on the PATH are used in place of {string.Join(", ", tools.Select(tool => $"{tool.Key} {tool.Value}"))}."]
        : [];
}
