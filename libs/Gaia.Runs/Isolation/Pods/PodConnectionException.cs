namespace Gaia.Runs.Isolation.Pods;

/// <summary>The cluster or the pod was not reached, or the connection broke. It says nothing about what runs there.</summary>
internal sealed class PodConnectionException(string message, Exception? inner = null) : Exception(message, inner);
