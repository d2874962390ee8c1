using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.States;

/// <summary>Rows of runs.state_versions; the bytes are blobs.</summary>
public sealed class StateStore(NpgsqlDataSource database)
{
    internal static string Blob(RunId run, string digest) => $"states/{run}/{digest["sha256:".Length..]}.tfstate";

    /// <param name="fence">Of the lock that the run holds: the caller has read it in the same transaction.</param>
    internal static async Task AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, StateFile state, long fence, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO runs.state_versions (state_identity, stack, component, serial, lineage, digest, size, outputs, run_id, fence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (run_id, digest) DO NOTHING
            """, connection, transaction);
        foreach (var value in (object[])[run.StateIdentity, run.Stack, run.Component, state.Serial, state.Lineage, state.Digest, (long)state.Bytes.Length])
            command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new()
        {
            Value = JsonSerializer.Serialize(state.Outputs, RunsJson.Default.IReadOnlyListRunOutput), NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(new() { Value = run.Id.Value });
        command.Parameters.Add(new() { Value = fence });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<(StateVersion Version, IReadOnlyList<RunOutput> Outputs)?> FindLatestAsync(
        string component, string stack, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id, state_identity, stack, component, serial, lineage, digest, size, run_id, created_at, outputs::text
            FROM runs.state_versions WHERE stack = $1 AND component = $2 ORDER BY id DESC LIMIT 1
            """);
        command.Parameters.Add(new() { Value = stack });
        command.Parameters.Add(new() { Value = component });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        var version = new StateVersion(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetString(6),
            row.GetInt64(7), new RunId(row.GetGuid(8)), row.GetFieldValue<DateTimeOffset>(9));
        return (version, JsonSerializer.Deserialize(row.GetString(10), RunsJson.Default.IReadOnlyListRunOutput) ?? []);
    }
}
