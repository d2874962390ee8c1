namespace Gaia.Jobs;

/// <summary>Grows with the order of enqueueing.</summary>
public readonly record struct JobId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
