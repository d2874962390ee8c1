using Gaia.Configurations;
using Gaia.Runs.Retention;
using Npgsql;

namespace Gaia.Runs.Configurations;

/// <summary>Rows of runs.configurations, which runs refer to; the bytes are blobs.</summary>
internal sealed class ConfigurationIndex(NpgsqlDataSource database, UnwantedBlobs unwanted) : IConfigurationIndex
{
    public async Task<StoredConfiguration?> FindAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        // Noted once an hour, so that what is in use is not removed, and reading stays reading.
        await using var command = database.CreateCommand(
            """
            WITH used AS (UPDATE runs.configurations SET used_at = now() WHERE digest = $1 AND used_at < now() - interval '1 hour')
            SELECT size, created_at FROM runs.configurations WHERE digest = $1
            """);
        command.Parameters.Add(new() { Value = digest.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredConfiguration(digest, reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1))
            : null;
    }

    public Task ExpectAsync(ConfigurationDigest digest, CancellationToken cancellationToken) => unwanted.ExpectAsync(digest.Blob, cancellationToken);

    public async Task<bool> AddAsync(ConfigurationDigest digest, long size, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH wanted AS (DELETE FROM runs.unwanted_blobs WHERE key = $3)
            INSERT INTO runs.configurations (digest, size) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING
            """);
        command.Parameters.Add(new() { Value = digest.Value });
        command.Parameters.Add(new() { Value = size });
        command.Parameters.Add(new() { Value = digest.Blob });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
