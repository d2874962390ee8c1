using Gaia.Configurations;
using Gaia.Configurations.Revisions;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Runs.Configurations;
using Gaia.Runs.States;
using Gaia.Stacks.Components;

namespace Gaia.Runs;

/// <summary>Finds the component instance in the configuration of a run, refuses what cannot be run, and decides whether it needs approval.</summary>
public sealed class ResolveRun(OpenConfiguration open, StateOwners owners, ApprovalPolicy policy)
{
    /// <param name="run">As it was asked for.</param>
    /// <param name="revision">Null for an uploaded archive.</param>
    /// <param name="reach">Of who asked.</param>
    /// <exception cref="RunRefusedException">What is asked for cannot be run, or leads to a state out of their reach.</exception>
    /// <exception cref="DocumentException">The configuration does not resolve: <c>stack.not-found</c>, ...</exception>
    internal async Task<Run> ExecuteAsync(Run run, ConfigurationDigest digest, PackedRevision? revision, Reach reach, CancellationToken cancellationToken)
    {
        using var budget = WorkBudget.Begin(cancellationToken);
        var repository = (await open.ExecuteAsync(digest, cancellationToken)).Repository;
        var instance = RunnableComponent.Find(repository, run.Component, run.Stack, run.Operation, run.PlanOnly);
        var identity = instance.StateIdentity.ToString(); // once: templates may give another each time
        await owners.DemandAsync(identity, instance.StackName, instance.Name, reach, cancellationToken);
        return run with
        {
            Component = instance.Name,
            Stack = instance.StackName,
            Configuration = digest,
            Commit = revision?.Commit,
            StateIdentity = identity,
            AutoApprove = policy.AppliesByItself(run, SaysAutoApply(run, instance), revision is { IsProtected: true }),
        };
    }

    private static bool SaysAutoApply(Run run, ComponentInstance instance) => run.Operation is not RunOperation.Plan
        && instance.Merged["settings"] is MapNode settings && settings["gaia"] is MapNode gaia && gaia["auto_apply"] is BoolNode { Value: true };
}
