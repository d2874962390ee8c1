using Gaia.Contracts;
using Gaia.TestPostgres;
using Npgsql;

namespace Gaia.Audit.Tests;

public sealed class AuditLogTests(AuditPostgres postgres)
{
    private readonly AuditLog log = new(TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_appended_reads_back_in_order_and_verifies()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, new("development", "runs.queue", "run:1", "dev"));
        await AppendAsync(database, new("token:ci", "runs.approve", "run:1"));

        var rows = await ReadAsync(database);

        Assert.Equal([1, 2], rows.Select(row => row.Sequence));
        Assert.Equal(new string('0', 64), rows[0].PreviousHash);
        Assert.Equal(rows[0].Hash, rows[1].PreviousHash);
        var verified = AuditChain.Verify(rows);
        Assert.Equal(new(2, rows[1].Hash, null, null), verified);
    }

    [Fact]
    public async Task An_append_that_is_rolled_back_leaves_no_gap()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, new("a", "b", "c"));
        await AppendAsync(database, new("a", "b", "lost"), commit: false);
        await AppendAsync(database, new("a", "b", "d"));

        var rows = await ReadAsync(database);

        Assert.Equal(["c", "d"], rows.Select(row => row.Subject));
        Assert.Null(AuditChain.Verify(rows).BrokenAt);
    }

    [Fact]
    public async Task Many_writers_at_once_make_one_chain()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async writer =>
        {
            for (var i = 0; i < 10; i++) await AppendAsync(database, new($"writer:{writer}", "x", $"{i}"));
        }));

        var rows = await ReadAsync(database);
        Assert.Equal(200, rows.Count);
        Assert.Null(AuditChain.Verify(rows).BrokenAt);
    }

    [Theory]
    [InlineData("UPDATE audit.entries SET actor = 'somebody else'")]
    [InlineData("DELETE FROM audit.entries")]
    [InlineData("TRUNCATE audit.entries")]
    public async Task Rows_are_neither_changed_nor_removed(string sql)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, new("a", "b", "c"));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql, Stop));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Contains("append-only", refused.MessageText);
    }

    [Theory]
    [InlineData("UPDATE audit.entries SET actor = 'x' WHERE sequence = 2", 2, "was changed")]
    [InlineData("UPDATE audit.entries SET at = at + interval '1 microsecond' WHERE sequence = 3", 3, "was changed")]
    [InlineData("UPDATE audit.entries SET detail = '' WHERE sequence = 2", 2, "was changed")]
    [InlineData("DELETE FROM audit.entries WHERE sequence = 2", 3, "is missing")]
    public async Task What_a_superuser_did_behind_our_back_is_found(string sql, long brokenAt, string reason)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        for (var i = 0; i < 3; i++) await AppendAsync(database, new("a", "b", $"{i}"));
        await database.ExecuteAsync($"ALTER TABLE audit.entries DISABLE TRIGGER append_only; {sql}", Stop);

        var verified = AuditChain.Verify(await ReadAsync(database));

        Assert.Equal(brokenAt, verified.BrokenAt);
        Assert.Contains(reason, verified.Reason);
    }

    [Fact]
    public async Task Pages_go_backwards_and_filter_by_subject()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        for (var i = 0; i < 5; i++) await AppendAsync(database, new("a", "b", i % 2 == 0 ? "even" : "odd"));
        var list = new ListAudit(database.DataSource);

        Assert.Equal([5, 4], (await list.NewestAsync(null, 2, null, null, Stop)).Select(row => row.Sequence));
        Assert.Equal([3, 2], (await list.NewestAsync(4, 2, null, null, Stop)).Select(row => row.Sequence));
        Assert.Equal([5, 3, 1], (await list.NewestAsync(null, 9, "even", null, Stop)).Select(row => row.Sequence));
    }

    [Fact]
    public async Task What_is_about_a_stack_is_found_by_it_and_its_stack_cannot_be_changed_unseen()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        foreach (var stack in (string?[])["dev-1", "prod-1", null, "dev%2", "dev-22"]) await AppendAsync(database, new("a", "b", "c") { Stack = stack });
        var list = new ListAudit(database.DataSource);

        Assert.Equal([5, 4, 3, 2, 1], (await list.NewestAsync(null, 9, null, null, Stop)).Select(row => row.Sequence));
        Assert.Equal([5, 1], (await list.NewestAsync(null, 9, null, ["dev-%", "qa"], Stop)).Select(row => row.Sequence));
        Assert.Equal([4], (await list.NewestAsync(null, 9, null, ["dev\\%_"], Stop)).Select(row => row.Sequence));
        Assert.Empty(await list.NewestAsync(null, 9, null, [], Stop));
        Assert.Null(AuditChain.Verify(await ReadAsync(database)).BrokenAt);

        await database.ExecuteAsync("ALTER TABLE audit.entries DISABLE TRIGGER append_only; UPDATE audit.entries SET stack = 'dev-1' WHERE sequence = 2", Stop);
        Assert.Equal(2, AuditChain.Verify(await ReadAsync(database)).BrokenAt);
    }

    private async Task AppendAsync(TestDatabase database, AuditEntry entry, bool commit = true)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await log.AppendAsync(connection, transaction, entry, Stop);
        if (commit) await transaction.CommitAsync(Stop);
    }

    private static async Task<List<AuditEntryResponse>> ReadAsync(TestDatabase database)
    {
        var rows = new List<AuditEntryResponse>();
        await foreach (var row in new ListAudit(database.DataSource).AllAsync(Stop))
            rows.Add(new(row.Sequence, row.At, row.Actor, row.Action, row.Subject, row.Detail, row.Hash, row.PreviousHash, row.Stack));
        return rows;
    }
}
