using Gaia.Configurations;
using Npgsql;

namespace Gaia.Runs.Configurations;

/// <summary>Rows of runs.configurations, which runs refer to; the bytes are blobs.</summary>
internal sealed class ConfigurationIndex(NpgsqlDataSource database) : IConfigurationIndex
{
    public async Task<StoredConfiguration?> FindAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT size, created_at FROM runs.configurations WHERE digest = $1");
        command.Parameters.Add(new() { Value = digest.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredConfiguration(digest, reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1))
            : null;
    }

    public async Task<bool> AddAsync(ConfigurationDigest digest, long size, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "INSERT INTO runs.configurations (digest, size) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING");
        command.Parameters.Add(new() { Value = digest.Value });
        command.Parameters.Add(new() { Value = size });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
