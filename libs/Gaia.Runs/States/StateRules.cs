namespace Gaia.Runs.States;

/// <summary>What may follow upon what.</summary>
internal static class StateRules
{
    /// <returns>False where the state has that very content already.</returns>
    /// <exception cref="RunRefusedException"><c>state.lineage</c>, <c>state.serial</c></exception>
    public static bool IsNew(StateVersion? current, StateFile next) => current switch
    {
        null => true,
        _ when current.Digest == next.Digest => false,
        _ when current.Lineage != next.Lineage => throw StateErrors.OtherLineage(current, next.Lineage),
        _ when next.Serial <= current.Serial => throw StateErrors.OldSerial(current, next.Serial),
        _ => true,
    };
}
