using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>Where the errored.tfstate of an apply goes whose worker died.</summary>
/// <param name="Into">The workdir that takes it, by the name of the one that the apply had.</param>
/// <param name="StoreAsync">Stores what the workdir has of it where every worker finds it. The pod is ended only then.</param>
internal sealed record PodRescue(Func<string, WorkDirectory> Into, Func<WorkDirectory, CancellationToken, Task> StoreAsync);
