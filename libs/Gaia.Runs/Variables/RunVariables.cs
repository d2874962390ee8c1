using System.Text.Json;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Gaia.Terraform.Variables;
using Npgsql;

namespace Gaia.Runs.Variables;

/// <summary>What was given with a run by -var and -var-file: encrypted in runs.run_variables from its first moment to its last, so that every attempt sees the same.</summary>
public sealed class RunVariables(NpgsqlDataSource database, StateProtection protection)
{
    /// <returns>Null if not given.</returns>
    internal async Task<byte[]?> SealAsync(IReadOnlyList<GivenVariable> given, CancellationToken cancellationToken) => given.Count == 0 ? null
        : await protection.ProtectAsync(JsonSerializer.SerializeToUtf8Bytes(given, RunsJson.Default.IReadOnlyListGivenVariable), cancellationToken);

    /// <exception cref="RunFailure">They cannot be read any more.</exception>
    internal async Task<IReadOnlyList<GivenVariable>> OpenAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Variables.Count == 0) return [];
        await using var command = database.CreateCommand("SELECT sealed FROM runs.run_variables WHERE run_id = $1");
        command.Parameters.Add(new() { Value = run.Id.Value });
        if (await command.ExecuteScalarAsync(cancellationToken) is not byte[] bytes) throw new RunFailure($"The variables of run {run.Id} are no longer stored: it has ended.", "Queue a new run.");
        try
        {
            return JsonSerializer.Deserialize(await protection.UnprotectAsync(bytes, "What was given by -var", cancellationToken), RunsJson.Default.IReadOnlyListGivenVariable)!;
        }
        catch (StateUnreadableException unreadable)
        {
            throw new RunFailure(unreadable.Message, "Nothing was changed. Queue a new run.");
        }
    }

    internal static async Task InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, byte[] sealedVariables, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO runs.run_variables (run_id, sealed) VALUES ($1, $2)", connection, transaction)
        {
            Parameters = { new() { Value = run.Value }, new() { Value = sealedVariables } },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task EndAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, CancellationToken cancellationToken)
    {
        await using var delete = new NpgsqlCommand("DELETE FROM runs.run_variables WHERE run_id = $1", connection, transaction)
        {
            Parameters = { new() { Value = run.Value } },
        };
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}
