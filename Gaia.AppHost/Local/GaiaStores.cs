using Npgsql;
using StackExchange.Redis;

namespace Gaia.AppHost.Local;

/// <summary>Where Gaia keeps what it knows, emptied: the database, Redis, and the files of API and worker.</summary>
internal sealed record GaiaStores(PostgresServerResource Postgres, PostgresDatabaseResource Database, RedisResource Redis, DataFolder Data)
{
    public async Task ClearAsync(CancellationToken ct)
    {
        await RecreateDatabaseAsync(ct);
        await FlushRedisAsync(ct);
        foreach (var entry in new DirectoryInfo(Data.Files).EnumerateFileSystemInfos())
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
        File.Delete(Data.AuditHeads); // of the log that is gone
    }

    private async Task RecreateDatabaseAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection($"{await Postgres.GetConnectionStringAsync(ct)};Database=postgres;Pooling=false");
        await connection.OpenAsync(ct);
        var name = $"\"{Database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        foreach (var statement in new[] { $"drop database if exists {name} with (force)", $"create database {name}" })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task FlushRedisAsync(CancellationToken ct)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync((await Redis.GetConnectionStringAsync(ct))!);
        await redis.GetDatabase().ExecuteAsync("FLUSHALL");
    }
}
