namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// A pod may hold the only copy of what its apply made, and was left as it is: the run does not end here. Who takes it over ends the pod as one of a
/// worker that died (<see cref="LeftPod"/>).
/// </summary>
internal sealed class KeptPodException(string message, Exception inner) : Exception(message, inner);
