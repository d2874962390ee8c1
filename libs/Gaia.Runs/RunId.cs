namespace Gaia.Runs;

/// <summary>Version 7: sorts by time of creation.</summary>
public readonly record struct RunId(Guid Value)
{
    public static RunId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    public override string ToString() => Value.ToString();
}
