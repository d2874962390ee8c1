namespace Gaia.Jobs;

/// <summary>One start of one worker process: a restarted worker is another one.</summary>
public readonly record struct WorkerId(Guid Value)
{
    public static WorkerId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("N")[20..];
}
