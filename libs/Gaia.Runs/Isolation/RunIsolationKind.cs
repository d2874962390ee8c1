namespace Gaia.Runs.Isolation;

/// <summary>What stands between the terraform of a run, a stranger's code, and the machine of the worker.</summary>
public enum RunIsolationKind
{
    /// <summary>The first of the next two that this machine allows. Where it allows neither: <see cref="None"/> in Development, elsewhere no runs at all.</summary>
    Auto,

    /// <summary>Namespaces made by bubblewrap: a view of files and processes in which only the run's own are.</summary>
    Bubblewrap,

    /// <summary>An account for each run, of <see cref="RunsOptions.RunAccounts"/>; the worker is root.</summary>
    Account,

    /// <summary>The worker's own account: the run may read what the worker may read.</summary>
    None,

    /// <summary>A Kubernetes Job for each attempt, of <see cref="RunsOptions.RunPods"/>.</summary>
    Kubernetes,
}
