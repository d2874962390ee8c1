namespace Gaia.Chaos.Bench.Checks;

/// <param name="Invariant">What does not hold.</param>
/// <param name="Run">Whose timeline tells more.</param>
internal sealed record Violation(string Invariant, string Words, Guid? Run = null);
