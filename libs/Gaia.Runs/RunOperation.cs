namespace Gaia.Runs;

/// <summary>What is planned. Whether the plan is applied is decided by approval.</summary>
public enum RunOperation { Plan, Apply, Destroy }
