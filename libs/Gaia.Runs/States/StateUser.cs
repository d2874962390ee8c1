namespace Gaia.Runs.States;

/// <summary>Who reads or writes a state.</summary>
/// <param name="Demand">
/// Throws where a stack is out of their reach. A state may have been made under another stack than the one it is reached
/// by; the rights for all of them are needed.
/// </param>
/// <param name="Run">Set where it is the terraform of a run: then the run's hold on the state decides, and no stack is asked for.</param>
public sealed record StateUser(Actor Actor, Action<string> Demand, RunClaim? Run = null)
{
    public static StateUser Of(RunClaim claim) => new(new($"run:{claim.Run}"), _ => { }, claim);
}
