using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Documents;
using Gaia.Jobs;
using Gaia.Runs.Configurations;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Masking;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Gaia.Runs.Variables;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Processes;
using Gaia.Terraform;
using Gaia.Terraform.Code;
using Gaia.Terraform.Policies;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>Unpacks a run's configuration into its workdir, makes the plan of action, passes its gates and writes its files.</summary>
public sealed class PrepareComponent(
    UnpackedConfigurations unpacked, TerraformProgram program, RunIsolation isolation, RunTokens tokens, KnownStates states, RunVariables variables, IOptions<RunsOptions> options)
{
    /// <param name="token">The run's token where its state is Gaia's and one was made already.</param>
    internal async Task<PreparedComponent> ExecuteAsync(RunSession session, ActionRequest request, CancellationToken cancellationToken, Task<RunToken?>? token = null)
    {
        session.Phase("fetch");
        session.Work.CopyTree(await unpacked.UnpackAsync(session.Run.Code, cancellationToken));
        session.Phase("resolve");
        return await ResolveAsync(session.ForPreparing, request, cancellationToken, token);
    }

    /// <summary>Unpacks the configuration around files of the run that are there already, and win.</summary>
    internal async Task FillAsync(RunSession session, CancellationToken cancellationToken) =>
        session.Work.FillTree(await unpacked.UnpackAsync(session.Run.Code, cancellationToken));

    /// <summary>For a workdir that was prepared before.</summary>
    internal async Task<PreparedComponent> ResolveAsync(
        RunWork work, ActionRequest request, CancellationToken cancellationToken, Task<RunToken?>? token = null)
    {
        ForeignLinks.Remove(work.Directory);
        using var budget = WorkBudget.Begin(cancellationToken);
        var repository = UnpackedConfigurations.Open(work.Directory.Tree, options.Value.Outside, states.Find, (identity, stop) => states.Demand(work.Run, identity, stop));
        try
        {
            return await ResolveAsync(work, repository, request, cancellationToken, token);
        }
        catch
        {
            work.Hide(repository.SecretsRead); // the fault may quote them
            throw;
        }
    }

    private async Task<PreparedComponent> ResolveAsync(
        RunWork of, AtmosRepository repository, ActionRequest request, CancellationToken cancellationToken, Task<RunToken?>? token)
    {
        var (run, work) = (of.Run, of.Directory);
        var instance = RunnableComponent.Find(repository, run.Component, run.Stack, run.Operation, run.PlanOnly);
        var code = ComponentCode.Read(repository.Configuration.Root, instance.AbsoluteFolder);
        if (ActionPlanner.BackendOf(repository.Configuration, instance, code, request) == ActionPlan.LocalBackend)
            request = request with { State = await StateAsync(run, request, of.Held, token, cancellationToken) };
        request = request with { Variables = await variables.OpenAsync(run, cancellationToken) };
        var plan = ActionPlanner.Of(repository.Configuration, instance, code, request, cancellationToken);
        of.Hide([.. RunSecrets.Of(plan, repository, cancellationToken), .. SecretText.OfEnvironment(ConfigurationArchive.ReadContext(work.Tree).Variables)]);
        DemandStores(plan);
        var worker = ChildEnvironment.OfThisProcess();
        work.InPod = isolation.GoesToPod(instance);
        var known = RunEnvironment.Of(worker, options.Value.RunEnvironment);
        if (work.InPod) known = PodEnvironment.Of(known);
        await new PolicyCheck(repository.Configuration, known) { Scratch = work.Tree, Run = (command, stop) => isolation.Of(work).RunAsync(command, work, stop) }
            .DemandAsync(instance, plan.Policies, cancellationToken);
        work.RememberSecrets(plan.SecretFiles.Select(name => Path.Combine(plan.Folder, name)));
        foreach (var (name, bytes) in plan.Files) repository.Configuration.Root.Write(Path.Combine(plan.Folder, name), bytes);
        var environment = TerraformEnvironment.Build(
            known, plan.Environment, work.Plugins, File.Exists(Path.Combine(plan.Folder, ".terraform.lock.hcl")));
        var shared = environment["TF_PLUGIN_CACHE_DIR"] == work.Plugins && !work.InPod ? ProviderCache.Shared(options.Value, worker) : null;
        of.Hide(RunSecrets.OfEnvironment(plan, environment));
        return new PreparedComponent(
            plan, work.InPod ? program.Named(plan.Program, plan.ProgramIsChosen) : program.Require(plan.Program, plan.ProgramIsChosen), environment, shared);
    }

    // A token of this attempt alone: with it the terraform of an earlier one can write no more.
    private async Task<GaiaState> StateAsync(
        Run run, ActionRequest request, JobContext? held, Task<RunToken?>? made, CancellationToken cancellationToken)
    {
        var url = options.Value.Url ?? throw new RunFailure(
            $"{run.Component} in {run.Stack} has no backend of its own, so that Gaia keeps its state; but this worker does not know the address of the API.",
            "Nothing was changed. Set Gaia__Url of the worker to the API's address, such as http://api:8080.");
        var token = (made is null ? null : await made) ?? await tokens.MintAsync(run.Id, held, cancellationToken);
        var path = Contracts.Routes.StateBackend(run.Stack, run.Component, StateKey.Of(run.State).Value);
        return new(new Uri(url, $"{path}?identity={Uri.EscapeDataString(run.State)}"), token.Secret.Value)
        {
            // Gaia's lock keeps everybody out from when the run has it; who was in before is waited for as terraform waits.
            Locks = request.Verb.Words != "plan" || token.IsLocked,
        };
    }

    private void DemandStores(ActionPlan plan)
    {
        if (plan.StoreHooks.Count > 0 && !options.Value.Outside.HasFlag(OutsideAccess.Stores))
            throw new RunFailure($"The hook '{plan.StoreHooks[0].Name}' writes to the store '{plan.StoreHooks[0].Store}', which this worker may not reach.",
                "Nothing was changed. Add Stores to Gaia__Outside of the worker, or remove the hook.");
    }
}
