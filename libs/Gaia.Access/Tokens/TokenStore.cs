using Npgsql;

namespace Gaia.Access.Tokens;

/// <summary>All SQL of schema "access".</summary>
public sealed class TokenStore(NpgsqlDataSource database)
{
    private const string Columns = "id, name, role, stacks, created_at, created_by, expires_at, last_used_at, revoked_at, parent";

    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => database.OpenConnectionAsync(cancellationToken);

    /// <summary>
    /// True while no admin token was ever made; lesser ones, as the sample's of Development, do not lock anybody out. The
    /// lock is held until the caller commits, so that of two callers at once the second sees the first's token.
    /// </summary>
    internal static async Task<bool> HasNoAdminAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new("SELECT pg_advisory_xact_lock(hashtextextended('gaia.access.first-admin', 0))"),
                new("SELECT NOT EXISTS (SELECT FROM access.tokens WHERE role = 'admin')"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetBoolean(0);
    }

    internal static async Task InsertAsync(NpgsqlTransaction transaction, Token token, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO access.tokens (id, name, hash, role, stacks, created_at, created_by, expires_at, parent)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, transaction.Connection, transaction);
        object?[] values =
            [token.Id.Value, token.Name, hash, token.Role.Word(), token.Stacks.ToArray(), token.CreatedAt, token.CreatedBy, token.ExpiresAt,
             token.Parent?.Value];
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.ConstraintName == "tokens_live_name")
        {
            throw AccessException.NameTaken(token.Name);
        }
    }

    internal async Task<Token?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM access.tokens WHERE hash = $1");
        command.Parameters.Add(new() { Value = hash });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    internal async Task<Token?> FindAsync(TokenId id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM access.tokens WHERE id = $1");
        command.Parameters.Add(new() { Value = id.Value });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Newest first, from just below <paramref name="before"/>: ids are of version 7 and sort by time.</summary>
    internal async Task<IReadOnlyList<Token>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM access.tokens WHERE id < $1 ORDER BY id DESC LIMIT $2");
        command.Parameters.Add(new() { Value = before ?? Guid.AllBitsSet });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    internal async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id, name FROM access.tokens WHERE id = ANY ($1)");
        command.Parameters.Add(new() { Value = ids });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var names = new Dictionary<Guid, string>();
        while (await row.ReadAsync(cancellationToken)) names[row.GetGuid(0)] = row.GetString(1);
        return names;
    }

    /// <summary>Once a minute is enough to know that a token is in use, and spares a write per call.</summary>
    internal async Task TouchAsync(TokenId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            UPDATE access.tokens SET last_used_at = $2
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2 - interval '1 minute')
            """);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The token as it is, which nobody revokes before the transaction ends.</summary>
    internal static async Task<Token?> HoldAsync(NpgsqlTransaction transaction, TokenId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM access.tokens WHERE id = $1 FOR SHARE", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Ends a token and, generation by generation, those that were made with it.</summary>
    /// <returns>Those that it ended; itself first, unless it was revoked before.</returns>
    internal static async Task<IReadOnlyList<Token>> RevokeAsync(
        NpgsqlTransaction transaction, TokenId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Token> ended = [];
        Guid[] generation = [id.Value];
        while (generation.Length > 0)
        {
            // One that is being made holds its parent: the update waits for it, and the next generation then has it.
            await using var update = new NpgsqlCommand(
                $"UPDATE access.tokens SET revoked_at = $2 WHERE id = ANY ($1) AND revoked_at IS NULL RETURNING {Columns}", transaction.Connection, transaction);
            update.Parameters.Add(new() { Value = generation });
            update.Parameters.Add(new() { Value = now });
            ended.AddRange(await ReadAsync(update, cancellationToken));
            await using var children = new NpgsqlCommand(
                "SELECT coalesce(array_agg(id), '{}') FROM access.tokens WHERE parent = ANY ($1)", transaction.Connection, transaction);
            children.Parameters.Add(new() { Value = generation });
            generation = (Guid[])(await children.ExecuteScalarAsync(cancellationToken))!;
        }
        return ended;
    }

    private static async Task<List<Token>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tokens = new List<Token>();
        while (await reader.ReadAsync(cancellationToken))
            tokens.Add(new(
                new(reader.GetGuid(0)), reader.GetString(1), Roles.Parse(reader.GetString(2)), reader.GetFieldValue<string[]>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetFieldValue<DateTimeOffset?>(6),
                reader.GetFieldValue<DateTimeOffset?>(7), reader.GetFieldValue<DateTimeOffset?>(8))
            {
                Parent = reader.GetFieldValue<Guid?>(9) is { } parent ? new TokenId(parent) : null,
            });
        return tokens;
    }
}
