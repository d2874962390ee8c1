namespace Gaia.Runs.States;

/// <summary>A run token that was known when it was shown; whether it still counts is asked in each transaction.</summary>
public sealed record RunClaim(RunId Run, string Stack, string Component)
{
    internal byte[] Hash { get; init; } = [];
}
