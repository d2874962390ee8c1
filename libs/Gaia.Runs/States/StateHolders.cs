namespace Gaia.Runs.States;

/// <summary>Terraform's lock of a state, and the run that holds Gaia's.</summary>
internal sealed record StateHolders(StateLock? Terraform, StateLock? Gaia)
{
    /// <returns>Who keeps the user from writing, or null.</returns>
    public StateLock? AgainstWriting(StateUser user, string? lockId) => Terraform is { } held
        ? IsOf(held, user) && held.Id == lockId ? null : held
        : AgainstTaking(user);

    /// <returns>The run that holds Gaia's lock, where it is not the user's.</returns>
    public StateLock? AgainstTaking(StateUser user) => Gaia is { } held && held.Run != user.Run?.Run ? held : null;

    public static bool IsOf(StateLock held, StateUser user) => held.Run == user.Run?.Run && user.Actor.Is(held.Holder);
}
