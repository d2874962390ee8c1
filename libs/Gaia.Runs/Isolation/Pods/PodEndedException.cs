namespace Gaia.Runs.Isolation.Pods;

/// <summary>The pod has ended, or is gone, and its files with it.</summary>
internal sealed class PodEndedException(string message) : Exception(message);
