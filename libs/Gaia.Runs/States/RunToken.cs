namespace Gaia.Runs.States;

/// <summary>A run's token as it was made.</summary>
/// <param name="IsLocked">A terraform beside the runs held the state's lock just then.</param>
public sealed record RunToken(RunTokenSecret Secret, bool IsLocked);
