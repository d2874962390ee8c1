using Gaia.Audit;
using Npgsql;

namespace Gaia.Runs.States;

/// <summary>
/// The stacks that a state belongs to: the one that used it first, and those that it was shared with. A configuration can lead a component of one
/// stack to the state of another (by its workspace, its backend, the name of its folder), and a state can be put where another stack will look for
/// one: Gaia follows neither, whoever asks, until somebody who reaches all of these stacks has shared the state.
/// </summary>
public sealed class StateOwners(NpgsqlDataSource database, AuditLog audit)
{
    /// <summary>Who comes first owns it from here on.</summary>
    /// <param name="stack">Of the run; the right for it has been asked already.</param>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    internal async Task DemandAsync(string identity, string stack, string component, Reach reach, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var key = StateKey.Of(identity);
        var owners = await ClaimAsync(connection, null, key, stack, component, cancellationToken);
        if (owners.Any(owner => owner != stack && !reach.Has(owner))) throw StateErrors.OfAnotherStack(key, identity);
        if (!owners.Contains(stack)) throw StateErrors.NotShared(key, identity, owners[0], stack, component);
    }

    /// <summary>The run goes on only while its stack is an owner: it may have been taken from it since it was asked for.</summary>
    /// <param name="uses">From here on the state is its stack's for good.</param>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    internal static async Task DemandAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, bool uses, CancellationToken cancellationToken)
    {
        var key = StateKey.Of(run.State);
        var owners = await ListAsync(connection, transaction, key, cancellationToken);
        if (uses || !owners.Contains(run.Stack)) owners = await ClaimAsync(connection, transaction, key, run.Stack, run.Component, cancellationToken);
        if (!owners.Contains(run.Stack))
            throw run.Reach.Has(owners[0]) ? StateErrors.NotShared(key, run.State, owners[0], run.Stack, run.Component) : StateErrors.OfAnotherStack(key, run.State);
        if (!uses) return;
        await using var use = new NpgsqlCommand("UPDATE runs.state_owners SET is_used = true WHERE state_id = $1 AND stack = $2 AND NOT is_used", connection, transaction)
        {
            Parameters = { new() { Value = key.Value }, new() { Value = run.Stack } },
        };
        await use.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A run may read its stack's states, and those that whoever asked for it may act on: a configuration says of any state that it is its own.</summary>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    internal async Task DemandReaderAsync(string identity, Run run, CancellationToken cancellationToken)
    {
        var key = StateKey.Of(identity);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var stacks = await ListAsync(connection, null, key, cancellationToken).ConfigureAwait(false);
        if (!stacks.Contains(run.Stack) && !stacks.All(run.Reach.Has)) throw StateErrors.OfAnotherStack(key, identity);
    }

    /// <returns>Every owner; the stack is one if there was none, or none that uses the state.</returns>
    internal static async Task<IReadOnlyList<string>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, StateKey key, string stack, string component, CancellationToken cancellationToken)
    {
        await using var claim = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                // What was decided by these rows is committed before the next decides: a first version, a share.
                new("SELECT FROM runs.state_owners WHERE state_id = $1 FOR UPDATE") { Parameters = { new() { Value = key.Value } } },
                new(
                    """
                    INSERT INTO runs.state_owners (state_id, stack, is_first, is_used)
                    SELECT $1, coalesce((SELECT stack FROM runs.states WHERE id = $1), $2), true, false -- an API of the version before writes no owners
                    WHERE NOT EXISTS (SELECT FROM runs.state_owners WHERE state_id = $1)
                    ON CONFLICT DO NOTHING
                    """) { Parameters = { new() { Value = key.Value }, new() { Value = stack } } },
                new(
                    """
                    UPDATE runs.state_owners AS owner SET stack = $2, since = now()
                    WHERE state_id = $1 AND NOT is_used AND stack <> $2
                      AND NOT EXISTS (SELECT FROM runs.state_owners WHERE state_id = $1 AND stack <> owner.stack)
                      AND NOT EXISTS (SELECT FROM runs.state_versions WHERE state_id = $1)
                      AND NOT EXISTS (SELECT FROM runs.state_locks WHERE state_id = $1)
                      AND NOT EXISTS (SELECT FROM runs.runs WHERE runs.state_key(state_identity) = $1 AND stack = owner.stack
                          AND status IN ('fetching', 'queued', 'planning', 'awaitingApproval', 'approved', 'applying'))
                    """) { Parameters = { new() { Value = key.Value }, new() { Value = stack } } },
                new(Renaming) { Parameters = { new() { Value = key.Value }, new() { Value = stack }, new() { Value = component } } },
            },
        };
        await claim.ExecuteNonQueryAsync(cancellationToken);
        // A statement of its own: it sees who came first while the one before waited.
        return await ListAsync(connection, transaction, key, cancellationToken);
    }

    // A state is shown under one of its owners.
    private const string Renaming =
        """
        UPDATE runs.states SET stack = $2, component = $3
        WHERE id = $1 AND EXISTS (SELECT FROM runs.state_owners WHERE state_id = $1 AND stack = $2)
          AND stack NOT IN (SELECT stack FROM runs.state_owners WHERE state_id = $1)
        """;

    /// <summary>The first one first.</summary>
    internal static async Task<IReadOnlyList<string>> ListAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, StateKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT stack, is_first FROM runs.state_owners WHERE state_id = $1
            UNION ALL SELECT stack, true FROM runs.states WHERE id = $1 AND NOT EXISTS (SELECT FROM runs.state_owners WHERE state_id = $1) -- as above
            ORDER BY is_first DESC, stack
            """, connection, transaction)
        {
            Parameters = { new() { Value = key.Value } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var stacks = new List<string>();
        while (await row.ReadAsync(cancellationToken)) stacks.Add(row.GetString(0));
        return stacks;
    }

    /// <exception cref="RunRefusedException"><c>state.not-found</c>, <c>state.of-another-stack</c></exception>
    public async Task<IReadOnlyList<string>> ListAsync(StatePlace place, StateUser user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await OfPlaceAsync(connection, null, place, user, cancellationToken);
    }

    /// <summary>Lets a stack use the state as well. Sharing twice is not an error.</summary>
    /// <param name="place">Under one of its owners.</param>
    /// <exception cref="RunRefusedException"><c>state.not-found</c>, <c>state.of-another-stack</c></exception>
    public async Task<IReadOnlyList<string>> ShareAsync(StatePlace place, string with, StateUser user, CancellationToken cancellationToken) =>
        await ChangeAsync(place, with, user, "states.share", "INSERT INTO runs.state_owners (state_id, stack) VALUES ($1, $2) ON CONFLICT DO NOTHING", cancellationToken);

    /// <summary>Takes the state from a stack. The place's stack stays, and gives the state its name.</summary>
    /// <exception cref="RunRefusedException"><c>state.not-found</c>, <c>state.of-another-stack</c>, <c>state.last-owner</c>, <c>state.not-shared</c></exception>
    public async Task<IReadOnlyList<string>> UnshareAsync(StatePlace place, string from, StateUser user, CancellationToken cancellationToken)
    {
        if (from == place.Stack) throw StateErrors.LastOwner(place);
        return await ChangeAsync(place, from, user, "states.unshare", "DELETE FROM runs.state_owners WHERE state_id = $1 AND stack = $2", cancellationToken,
            owners => { if (!owners.Contains(from)) throw StateErrors.NotSharedWith(place, from, owners); });
    }

    private async Task<IReadOnlyList<string>> ChangeAsync(
        StatePlace place, string other, StateUser user, string action, string statement, CancellationToken cancellationToken, Action<IReadOnlyList<string>>? check = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In the order in which states are changed.
        await RunAsync("SELECT FROM runs.states WHERE id = $1 FOR UPDATE", place.Key.Value);
        await RunAsync("SELECT FROM runs.state_owners WHERE state_id = $1 FOR UPDATE", place.Key.Value);
        var before = await OfPlaceAsync(connection, transaction, place, user, cancellationToken);
        user.Demand(other);
        check?.Invoke(before);
        await RunAsync(statement, place.Key.Value, other);
        await RunAsync(Renaming, place.Key.Value, place.Stack, place.Component);
        var owners = await ListAsync(connection, transaction, place.Key, cancellationToken);
        if (!owners.SequenceEqual(before))
            await audit.AppendAsync(connection, transaction, new(user.Actor.Name, action, $"state:{place.Key}", $"{place.Component} in {place.Stack}: {other}; owners {string.Join(", ", owners)}") { Stack = place.Stack }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return owners;

        async Task RunAsync(string text, params string[] values)
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> OfPlaceAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, StatePlace place, StateUser user, CancellationToken cancellationToken)
    {
        var owners = await ListAsync(connection, transaction, place.Key, cancellationToken);
        if (owners.Count == 0) throw StateErrors.NotFound(place.Component, place.Stack);
        Demand(owners, place, user);
        return owners;
    }

    /// <summary>Every owner's right is needed, and the stack by which the state is reached must be one.</summary>
    /// <exception cref="RunRefusedException"><c>state.of-another-stack</c></exception>
    internal static void Demand(IReadOnlyList<string> owners, StatePlace place, StateUser user)
    {
        foreach (var owner in owners) user.Demand(owner);
        if (!owners.Contains(place.Stack)) throw StateErrors.NotShared(place.Key, place.Identity ?? $"{place.Key}", owners[0], place.Stack, place.Component);
    }
}
