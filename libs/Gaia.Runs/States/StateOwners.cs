using Npgsql;

namespace Gaia.Runs.States;

/// <summary>
/// The stacks that a state belongs to: that under which it was first written or locked, and those whose runs used it. A configuration can lead a
/// component of one stack to the state of another (by its workspace, its backend, the name of its folder): who asks for such a run needs both.
/// </summary>
public sealed class StateOwners(NpgsqlDataSource database)
{
    /// <param name="stack">Of the run; the right for it has been asked already.</param>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    internal async Task DemandAsync(string identity, string stack, Reach reach, CancellationToken cancellationToken)
    {
        if (reach.IsEverything) return;
        await using var command = database.CreateCommand(
            "SELECT stack FROM runs.states WHERE id = $1 UNION SELECT stack FROM runs.runs WHERE runs.state_key(state_identity) = $1");
        command.Parameters.Add(new() { Value = StateKey.Of(identity).Value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            if (row.GetString(0) is var owner && owner != stack && !reach.Has(owner)) throw StateErrors.OfAnotherStack(identity);
    }
}
