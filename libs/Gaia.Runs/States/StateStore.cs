using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.States;

/// <summary>Rows of runs.states and runs.state_versions; the bytes are blobs.</summary>
public sealed class StateStore(NpgsqlDataSource database)
{
    private const string VersionColumns =
        """
        version.id, version.state_id, version.version, version.origin, version.serial, version.lineage, version.digest, version.size,
        version.resources, version.author, version.run_id, version.created_at, version.rolled_back_to, version.blob, version.outputs::text
        """;

    // Of a state that is held and has no content: beyond every version, by when it was taken, in microseconds.
    private const string Position = "coalesce(version.id, 4611686018427387904 + (extract(epoch FROM coalesce(own.since, held.acquired_at)) * 1000000)::bigint)";

    private const string From =
        $"""
        SELECT {VersionColumns}, state.id, state.state_identity, state.stack, state.component, state.latest, {StateLockStore.Columns}, {Position}
        FROM runs.states AS state
        LEFT JOIN runs.state_versions AS version ON version.state_id = state.id AND version.version = state.current
        {StateLockStore.Joins}
        """;

    /// <summary>The state's row, made if missing, locked until the transaction ends.</summary>
    internal static async Task<KeptState> OpenAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StatePlace place, CancellationToken cancellationToken)
    {
        await using var make = new NpgsqlCommand(
            """
            INSERT INTO runs.states AS state (id, state_identity, stack, component)
            VALUES ($1, coalesce($2, (SELECT state_identity FROM runs.runs WHERE runs.state_key(state_identity) = $1 LIMIT 1)), $3, $4)
            ON CONFLICT (id) DO UPDATE SET state_identity = coalesce(state.state_identity, excluded.state_identity)
            """, connection, transaction)
        {
            Parameters = { new() { Value = place.Key.Value }, Text(place.Identity), Text(place.Stack), Text(place.Component) },
        };
        await make.ExecuteNonQueryAsync(cancellationToken);
        // A statement of its own: it sees what was committed while the one before waited for the row.
        return (await FindAsync(connection, transaction, place.Key, cancellationToken))!;
    }

    internal static async Task<KeptState?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StateKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{From} WHERE state.id = $1", connection, transaction)
        {
            Parameters = { new() { Value = key.Value } },
        };
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    internal async Task<KeptState?> FindAsync(StateKey key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"{From} WHERE state.id = $1");
        command.Parameters.Add(new() { Value = key.Value });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Those that were made for the instance or written by it, whether they have content or not.</summary>
    internal async Task<IReadOnlyList<KeptState>> FindAsync(string component, string stack, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            {From}
            WHERE (state.stack = $1 AND state.component = $2)
               OR state.id IN (SELECT state_id FROM runs.state_versions WHERE stack = $1 AND component = $2)
            ORDER BY state.id
            """);
        command.Parameters.Add(new() { Value = stack });
        command.Parameters.Add(new() { Value = component });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>States with content, and those that are held before they have any; the one that changed last first.</summary>
    internal async Task<IReadOnlyList<KeptState>> ListAsync(StateFilter filter, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            {From}
            WHERE ($1::text IS NULL OR state.stack = $1) AND ($2::text IS NULL OR state.component = $2)
              AND (version.id IS NOT NULL OR own.lock_id IS NOT NULL OR held.run_id IS NOT NULL) AND {Position} < $3
              AND ($5::text[] IS NULL OR state.stack LIKE ANY ($5))
            ORDER BY {Position} DESC LIMIT $4
            """);
        command.Parameters.Add(Text(filter.Stack));
        command.Parameters.Add(Text(filter.Component));
        command.Parameters.Add(new() { Value = filter.Before ?? long.MaxValue });
        command.Parameters.Add(new() { Value = filter.Limit });
        command.Parameters.Add(new() { Value = (object?)filter.Stacks?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return await ReadAsync(command, cancellationToken);
    }

    internal async Task<IReadOnlyList<StateVersion>> ListVersionsAsync(StateKey key, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT {VersionColumns} FROM runs.state_versions AS version
            WHERE version.state_id = $1 AND version.version < $2 ORDER BY version.version DESC LIMIT $3
            """);
        command.Parameters.Add(new() { Value = key.Value });
        command.Parameters.Add(new() { Value = before ?? long.MaxValue });
        command.Parameters.Add(new() { Value = limit });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<StateVersion>();
        while (await row.ReadAsync(cancellationToken)) versions.Add(Version(row));
        return versions;
    }

    internal async Task<StateVersion?> FindVersionAsync(StateKey key, long version, CancellationToken cancellationToken) =>
        await ListVersionsAsync(key, version < long.MaxValue ? version + 1 : null, 1, cancellationToken) is [var found] && found.Version == version
            ? found
            : null;

    /// <summary>Makes the next version the current one. The caller has expected and written its blob, and opened the state in the same transaction.</summary>
    internal static async Task<StateVersion> AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, NewStateVersion next, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            $"""
            WITH expected AS (DELETE FROM runs.unwanted_blobs WHERE key = $16), version AS (
                INSERT INTO runs.state_versions (state_id, version, origin, stack, component, serial, lineage, digest, size, resources, outputs,
                    author, run_id, fence, created_at, rolled_back_to, blob)
                VALUES ($1, (SELECT latest + 1 FROM runs.states WHERE id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                RETURNING *)
            SELECT {VersionColumns} FROM version
            """, connection, transaction);
        var (place, file) = (next.Place, next.File);
        foreach (var value in (object[])[place.Key.Value, RunStore.Word(next.Origin), place.Stack, place.Component, file.Serial, file.Lineage,
            file.Digest, (long)file.Bytes.Length, file.Resources])
            insert.Parameters.Add(new() { Value = value });
        insert.Parameters.Add(new()
        {
            Value = JsonSerializer.Serialize(file.Outputs, RunsJson.Default.IReadOnlyListRunOutput), NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        insert.Parameters.Add(Text(next.Author));
        insert.Parameters.Add(new() { Value = (object?)next.Run?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        insert.Parameters.Add(new() { Value = (object?)next.Fence ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        insert.Parameters.Add(new() { Value = next.At.ToUniversalTime() });
        insert.Parameters.Add(new() { Value = (object?)next.RolledBackTo ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        insert.Parameters.Add(Text(StateBlobs.KeyOf(place.Key, file)));
        StateVersion added;
        await using (var row = await insert.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            added = Version(row);
        }
        await SetCurrentAsync(connection, transaction, place.Key, added.Version, cancellationToken);
        return added;
    }

    /// <param name="version">Null where there is no state any more; its versions stay.</param>
    internal static async Task SetCurrentAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StateKey key, long? version, CancellationToken cancellationToken)
    {
        await using var update = new NpgsqlCommand(
            "UPDATE runs.states SET current = $2, latest = greatest(latest, $2) WHERE id = $1", connection, transaction)
        {
            Parameters =
            {
                new() { Value = key.Value },
                new() { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            },
        };
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Copies what a run's terraform left where it keeps its state. Nothing where Gaia has it already: a retry after a crash,
    /// or a state that terraform wrote to Gaia itself: of that one a write may still have been under way when it was read, and what was read is
    /// older then.
    /// </summary>
    internal static async Task KeepAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, StateFile file, long fence, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var place = StatePlace.Of(run);
        var state = await OpenAsync(connection, transaction, place, cancellationToken);
        if (state.Current is { } current && (current.Digest == file.Digest || (current.Lineage == file.Lineage && IsKnown(current.Serial)))) return;
        await AddAsync(connection, transaction, new(place, file, StateOrigin.Run, run.ApprovedBy ?? run.CreatedBy, now)
        {
            Run = run.Id, Fence = fence,
        }, cancellationToken);

        bool IsKnown(long serial) => StateHomes.IsOurs(run.State) ? file.Serial <= serial : file.Serial == serial;
    }

    private static async Task<IReadOnlyList<KeptState>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var states = new List<KeptState>();
        while (await row.ReadAsync(cancellationToken))
            states.Add(new KeptState(
                new StateKey(row.GetString(15)), row.IsDBNull(16) ? null : row.GetString(16), row.GetString(17), row.GetString(18), row.GetInt64(19),
                row.IsDBNull(0) ? null : Version(row)) { Holders = StateLockStore.Read(row, 20), Position = row.GetFieldValue<long?>(30) ?? 0 });
        return states;
    }

    private static StateVersion Version(NpgsqlDataReader row) => new(
        row.GetInt64(0), new StateKey(row.GetString(1)), row.GetInt64(2), Enum.Parse<StateOrigin>(row.GetString(3), ignoreCase: true),
        row.GetInt64(4), row.GetString(5), row.GetString(6), row.GetInt64(7), row.GetFieldValue<int?>(8), row.GetString(9),
        row.IsDBNull(10) ? null : new RunId(row.GetGuid(10)), row.GetFieldValue<DateTimeOffset>(11), row.GetFieldValue<long?>(12))
    {
        Blob = row.GetString(13),
        Outputs = JsonSerializer.Deserialize(row.GetString(14), RunsJson.Default.IReadOnlyListRunOutput) ?? [],
    };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}

/// <param name="Author">Who wrote it; for a run, who approved it.</param>
internal sealed record NewStateVersion(StatePlace Place, StateFile File, StateOrigin Origin, string Author, DateTimeOffset At)
{
    public RunId? Run { get; init; }

    public long? Fence { get; init; }

    public long? RolledBackTo { get; init; }
}

/// <param name="Before"><see cref="KeptState.Position"/> that the page before ended with.</param>
public sealed record StateFilter(string? Stack = null, string? Component = null, int Limit = 50, long? Before = null)
{
    /// <summary>Patterns of LIKE: only states of stacks that one of them matches; null: of all.</summary>
    public IReadOnlyList<string>? Stacks { get; init; }
}
