namespace Gaia.Runs.States;

/// <summary>Which state is meant, and the component instance it is reached by.</summary>
/// <param name="Identity">The text that the key was made from, where the caller knows it.</param>
public sealed record StatePlace(StateKey Key, string Stack, string Component, string? Identity = null)
{
    internal static StatePlace Of(Run run) => new(StateKey.Of(run.State), run.Stack, run.Component, run.State);
}
