namespace Gaia.Manifests.Network.Simulation;

/// <param name="Reason">Which policies allow it, or which deny it in what direction.</param>
public sealed record Verdict(bool IsAllowed, string Reason);
