using Gaia.Configurations;
using Gaia.Runs.Configurations;
using Gaia.Runs.Terraform;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Terraform;
using Gaia.Terraform;
using Gaia.Terraform.Code;
using Gaia.Terraform.Policies;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>Unpacks a run's configuration into its workdir, makes the plan of action, passes its gates and writes its files.</summary>
public sealed class PrepareComponent(UnpackedConfigurations unpacked, TerraformProgram program, IOptions<RunsOptions> options)
{
    internal async Task<PreparedComponent> ExecuteAsync(
        Run run, ActionRequest request, WorkDirectory work, Action<string> phase, CancellationToken cancellationToken)
    {
        phase("fetch");
        work.CopyTree(await unpacked.UnpackAsync(run.Configuration, cancellationToken));
        phase("resolve");
        return await ResolveAsync(run, request, work, cancellationToken);
    }

    /// <summary>For a workdir that was prepared before.</summary>
    internal async Task<PreparedComponent> ResolveAsync(Run run, ActionRequest request, WorkDirectory work, CancellationToken cancellationToken)
    {
        var repository = UnpackedConfigurations.Open(work.Tree, options.Value.Outside, KeptStates.Of(options.Value));
        var instance = RunnableComponent.Find(repository, run.Component, run.Stack, run.Operation, run.PlanOnly);
        var plan = ActionPlanner.Of(repository.Configuration, instance, ComponentCode.Read(instance.AbsoluteFolder), request, cancellationToken);
        DemandStores(plan);
        await new PolicyCheck(repository.Configuration, ChildEnvironment.OfThisProcess()).DemandAsync(instance, plan.Policies, cancellationToken);
        foreach (var (name, bytes) in plan.Files) Write(plan.Folder, name, bytes);
        var environment = TerraformEnvironment.Build(
            ChildEnvironment.OfThisProcess(), plan.Environment, options.Value.DataPath("plugins"), File.Exists(Path.Combine(plan.Folder, ".terraform.lock.hcl")));
        return new PreparedComponent(
            plan, LocalStateOf(plan, run), program.Require(plan.Program, plan.ProgramIsChosen), environment,
            [.. SensitiveValues(plan, cancellationToken), .. SecretMask.OfEnvironment(environment)]);
    }

    private string? LocalStateOf(ActionPlan plan, Run run)
    {
        if (plan.Backend != "local") return null;
        var (backend, path) = LocalState.Redirect(plan.Workspace ?? "default", options.Value, run);
        Write(plan.Folder, GaiaFiles.BackendName, backend);
        return path;
    }

    private void DemandStores(ActionPlan plan)
    {
        if (plan.StoreHooks.Count > 0 && !options.Value.Outside.HasFlag(OutsideAccess.Stores))
            throw new RunFailure($"The hook '{plan.StoreHooks[0].Name}' writes to the store '{plan.StoreHooks[0].Store}', which this worker may not reach.",
                "Nothing was changed. Add Stores to Gaia__Outside of the worker, or remove the hook.");
    }

    private static IEnumerable<string> SensitiveValues(ActionPlan plan, CancellationToken cancellationToken) => plan.SensitiveVariables.Count == 0
        ? [] : SensitiveVariables.Values(plan.SensitiveVariables, TerraformFiles.Varfile(plan.Instance, cancellation: cancellationToken));

    private static void Write(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
