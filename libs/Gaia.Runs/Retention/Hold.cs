namespace Gaia.Runs.Retention;

public readonly record struct HoldId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A legal hold: nothing of what it covers is removed while it stands.</summary>
/// <param name="Stacks">A glob of stacks.</param>
/// <param name="Component">Null where it is all of them.</param>
/// <param name="ReleasedAt">Null while it stands.</param>
public sealed record Hold(
    HoldId Id, string Stacks, string? Component, string Reason, string PlacedBy, DateTimeOffset PlacedAt, string? ReleasedBy = null, DateTimeOffset? ReleasedAt = null);
