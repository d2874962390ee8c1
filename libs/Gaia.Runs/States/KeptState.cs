namespace Gaia.Runs.States;

/// <summary>A state and what is known of it now.</summary>
/// <param name="Identity">Null while only its id was ever given.</param>
/// <param name="Latest">Number of the newest version there ever was; 0 for none.</param>
/// <param name="Current">Null where there is no state: none was written yet, or it was deleted.</param>
public sealed record KeptState(StateKey Key, string? Identity, string Stack, string Component, long Latest, StateVersion? Current)
{
    /// <summary>Who holds it; null while it is free.</summary>
    public StateLock? Lock => Holders.Terraform ?? Holders.Gaia;

    /// <summary>In the listing; a page goes on below that of its last.</summary>
    public long Position { get; init; }

    internal StateHolders Holders { get; init; } = new(null, null);
}
