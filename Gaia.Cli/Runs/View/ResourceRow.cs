using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

internal enum ResourceState { Planned, Drifted, Refreshing, Refreshed, Running, Done, Failed }

/// <summary>A resource of a run as the events have left it.</summary>
/// <param name="Planned">What the plan says; NoOp while nothing was planned.</param>
/// <param name="Action">What happens now: a replacement is a delete and then a create.</param>
/// <param name="Since">When <paramref name="State"/> began, by the server's clock.</param>
/// <param name="Completions">A replacement is done with the second: the old one gone and the new one there, in either order.</param>
internal sealed record ResourceRow(
    string Address, ResourceState State, ChangeAction Planned, ChangeAction Action, DateTimeOffset Since, TimeSpan? Took, int Completions)
{
    public bool IsRunning => State is ResourceState.Running or ResourceState.Refreshing;

    public bool IsChange => Planned is not (ChangeAction.NoOp or ChangeAction.Read);

    public bool IsDone => State is ResourceState.Refreshed || (State is ResourceState.Done && !IsHalfReplaced);

    /// <summary>Waits for its turn in an apply.</summary>
    public bool IsWaiting => State is ResourceState.Planned or ResourceState.Drifted || (State is ResourceState.Done && IsHalfReplaced);

    private bool IsHalfReplaced => Planned == ChangeAction.Replace && Completions < 2;
}
