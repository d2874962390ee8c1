using System.Text.Json;
using Gaia.Audit.Heads;
using Gaia.Contracts;
using Gaia.TestPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gaia.Audit.Tests.Heads;

/// <summary>Heads that are noted outside of the database, and what they find of a log that was changed as a whole.</summary>
public sealed class HeadTests(AuditPostgres postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-heads-").FullName;
    private readonly NotedHeads state = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "audit", "heads.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_log_that_was_rewritten_as_a_whole_fits_itself_but_not_the_heads()
    {
        await using var database = await NotedAsync(["a", "b"], ["c", "d"]);
        await RewriteAsync(database, after: 2, "forged", "d", "e");

        var rows = await RowsAsync(database);
        Assert.Null(AuditChain.Verify(rows).BrokenAt);
        var verified = Verify(rows, Heads());
        Assert.Equal(4, verified.BrokenAt);
        Assert.Contains("row 4 is not the one that was noted", verified.Reason);
        Assert.Contains("from row 3 or a later one on", verified.Reason);
    }

    [Fact]
    public async Task A_log_whose_end_was_cut_off_fits_itself_but_not_the_heads()
    {
        await using var database = await NotedAsync(["a", "b"], ["c", "d"]);
        await RewriteAsync(database, after: 3);

        var rows = await RowsAsync(database);
        Assert.Null(AuditChain.Verify(rows).BrokenAt);
        var verified = Verify(rows, Heads());
        Assert.Equal(4, verified.BrokenAt);
        Assert.Contains("row 4 was noted at", verified.Reason);
        Assert.Contains("the log ends with row 3", verified.Reason);
    }

    [Fact]
    public async Task A_log_that_only_grew_fits_every_head()
    {
        await using var database = await NotedAsync(["a", "b"], ["c"]);
        await AppendAsync(database, "d");
        Assert.Equal([2L, 3L], Heads().Select(head => head.Sequence));
        Assert.Null(Verify(await RowsAsync(database), Heads()).BrokenAt);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task The_end_is_noted_when_it_stops_and_an_unchanged_one_only_once()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, "a");
        using (var notes = Notes(database, File, TimeSpan.FromDays(1)))
        {
            await notes.StartAsync(Stop);
            await LinesAsync(1);
            await AppendAsync(database, "b");
            await notes.StopAsync(Stop);
        }
        Assert.Equal([1L, 2L], Heads().Select(head => head.Sequence));
        using (var notes = Notes(database, File + ".other", TimeSpan.FromMilliseconds(5)))
        {
            await notes.StartAsync(Stop);
            await AppendAsync(database, "c");
            await Until.TrueAsync(() => System.IO.File.Exists(File + ".other") && System.IO.File.ReadAllText(File + ".other").Contains("\"sequence\":3,", StringComparison.Ordinal), "the third is noted");
            await notes.StopAsync(Stop);
        }
        var sequences = (await System.IO.File.ReadAllLinesAsync(File + ".other", Stop)).Select(line => JsonSerializer.Deserialize(line, ContractsJson.Default.AuditHead)!.Sequence).ToList();
        Assert.Equal(sequences.Distinct(), sequences);
    }

    [Fact]
    public async Task Of_two_replicas_one_notes_and_the_other_takes_over()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, "a");
        using var first = Notes(database, File, TimeSpan.FromMilliseconds(10));
        await first.StartAsync(Stop);
        await LinesAsync(1);
        await using var second = new HeadReader(database.DataSource, TimeProvider.System);
        Assert.Null(await second.ReadAsync(Stop));
        await first.StopAsync(Stop);
        Assert.Equal(1, (await second.ReadAsync(Stop))!.Sequence);
    }

    [Fact]
    public async Task A_session_that_the_server_ended_is_replaced_at_once()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, "a");
        await using var reader = new HeadReader(database.DataSource, TimeProvider.System);
        Assert.Equal(1, (await reader.ReadAsync(Stop))!.Sequence);
        await database.ExecuteAsync("SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", Stop);
        Assert.Equal(1, (await reader.ReadAsync(Stop))!.Sequence);
    }

    [Fact]
    public async Task What_cannot_be_written_is_said_and_written_when_it_can()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        await AppendAsync(database, "a");
        await System.IO.File.WriteAllTextAsync(Path.GetDirectoryName(File)!, "in the way", Stop);
        using var notes = Notes(database, File, TimeSpan.FromMilliseconds(10));
        await notes.StartAsync(Stop);
        await Until.TrueAsync(() => state.Problem is not null, "the problem is said");
        Assert.StartsWith($"{File}: ", state.Problem);
        System.IO.File.Delete(Path.GetDirectoryName(File)!);
        await LinesAsync(1);
        await Until.TrueAsync(() => state.Problem is null, "the problem is over");
        await notes.StopAsync(Stop);
    }

    [Fact]
    public async Task Half_a_line_of_a_crash_gives_way_to_the_next()
    {
        await using var database = await NotedAsync(["a"]);
        await System.IO.File.AppendAllTextAsync(File, "{\"at\":\"2026-0", Stop);
        await new HeadFile(File).NoteAsync(new(DateTimeOffset.UnixEpoch, 2, new string('a', 64)), Stop);
        Assert.Equal([1L, 2L], Heads().Select(head => head.Sequence));
    }

    private async Task<TestDatabase> NotedAsync(params string[][] steps)
    {
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var reader = new HeadReader(database.DataSource, TimeProvider.System);
        foreach (var subjects in steps)
        {
            foreach (var subject in subjects) await AppendAsync(database, subject);
            await new HeadFile(File).NoteAsync((await reader.ReadAsync(Stop))!, Stop);
        }
        return database;
    }

    // As the owner of the table could: the hashes of the new rows are right.
    private static async Task RewriteAsync(TestDatabase database, int after, params string[] subjects)
    {
        await database.ExecuteAsync($"ALTER TABLE audit.entries DISABLE TRIGGER append_only; DELETE FROM audit.entries WHERE sequence > {after}", Stop);
        foreach (var subject in subjects) await AppendAsync(database, subject);
    }

    private NoteHeads Notes(TestDatabase database, string file, TimeSpan interval) => new(
        new HeadReader(database.DataSource, TimeProvider.System), [new HeadFile(file)], state,
        Options.Create(new AuditHeadOptions { HeadInterval = interval }), TimeProvider.System, NullLogger<NoteHeads>.Instance);

    private Task LinesAsync(int count) =>
        Until.TrueAsync(() => System.IO.File.Exists(File) && System.IO.File.ReadAllLines(File).Length >= count, $"{count} lines");

    private List<AuditHead> Heads() =>
        [.. System.IO.File.ReadAllLines(File).Select(line => JsonSerializer.Deserialize(line, ContractsJson.Default.AuditHead)!)];

    private static AuditVerificationResponse Verify(IEnumerable<AuditEntryResponse> rows, IEnumerable<AuditHead> heads)
    {
        var chain = new AuditChain(heads);
        foreach (var row in rows)
            if (!chain.Add(row))
                break;
        return chain.Result;
    }

    private static async Task AppendAsync(TestDatabase database, string subject)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await new AuditLog(TimeProvider.System).AppendAsync(connection, transaction, new("ada", "runs.queue", subject), Stop);
        await transaction.CommitAsync(Stop);
    }

    private static async Task<List<AuditEntryResponse>> RowsAsync(TestDatabase database)
    {
        var rows = new List<AuditEntryResponse>();
        await foreach (var row in new ListAudit(database.DataSource).AllAsync(Stop))
            rows.Add(new(row.Sequence, row.At, row.Actor, row.Action, row.Subject, row.Detail, row.Hash, row.PreviousHash, row.Stack));
        return rows;
    }
}
