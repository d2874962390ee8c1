namespace Gaia.Runs.States;

/// <summary>Where states live.</summary>
internal static class StateHomes
{
    /// <summary>Gaia's backend has the states of components without a backend of their own; of all others it has copies.</summary>
    public static bool IsHere(string identity) =>
        identity.StartsWith("local:", StringComparison.Ordinal) || identity.StartsWith("http/", StringComparison.Ordinal);
}
