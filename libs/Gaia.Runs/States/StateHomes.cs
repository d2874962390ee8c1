namespace Gaia.Runs.States;

/// <summary>Where states live.</summary>
internal static class StateHomes
{
    /// <summary>
    /// Gaia's backend has the states of components without a backend of their own, and those of an http backend may be here
    /// too. Of all others Gaia has copies.
    /// </summary>
    public static bool MayBeHere(string identity) => IsOurs(identity) || identity.StartsWith("http/", StringComparison.Ordinal);

    /// <summary>What a run copied is no more than a copy, unless it is from where Gaia's own states are.</summary>
    public static bool IsCopy(KeptState state) =>
        state is { Identity: { } identity, Current.Origin: StateOrigin.Run } && !IsOurs(identity);

    public static bool IsOurs(string identity) => identity.StartsWith("local:", StringComparison.Ordinal);
}
