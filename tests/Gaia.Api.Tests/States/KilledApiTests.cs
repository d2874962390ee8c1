using System.Net.Sockets;
using System.Text;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.States;

/// <summary>SIGKILL of the API in the middle of a state's write: afterwards there is the old state or the new one, whole.</summary>
public sealed class KilledApiTests(ApiPostgres postgres) : IAsyncLifetime
{
    private static readonly string Large = new('x', 12_000_000);
    private readonly TestFolder folder = TestFolder.Create("killed-api");
    private TestDatabase database = null!;
    private ApiProcess api = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync(Stop);
        api = new ApiProcess(database, folder.Path);
        await api.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task In_the_middle_of_the_body_nothing_has_happened()
    {
        using var backend = await api.BackendAsync();
        (await backend.PostAsync(Backend.State(1))).EnsureSuccessStatusCode();
        using (var half = new TcpClient("127.0.0.1", api.Url.Port))
        {
            var body = Backend.State(2, Large);
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"gaia:{backend.Password}"));
            await half.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {backend.Address} HTTP/1.1\r\nHost: 127.0.0.1:{api.Url.Port}\r\nAuthorization: Basic {credentials}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), Stop);
            await half.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2), Stop);
            await api.KillAsync();
        }
        await api.StartAsync();
        Assert.Equal(Backend.State(1), await ContentAsync(backend));
        (await backend.PostAsync(Backend.State(2))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Between_the_blob_and_the_commit_the_old_state_counts_and_its_holder_goes_on()
    {
        using var backend = await api.BackendAsync();
        (await backend.PostAsync(Backend.State(1))).EnsureSuccessStatusCode();
        (await backend.LockAsync("mine")).EnsureSuccessStatusCode();
        await using (var gate = await database.DataSource.OpenConnectionAsync(Stop))
        {
            // The audit record is the last thing before the commit, and writers of it take turns.
            await ExecuteAsync(gate, "SELECT pg_advisory_lock(hashtextextended('gaia.audit', 0))");
            var writing = backend.PostAsync(Backend.State(2), "mine");
            await Until.TrueAsync(
                async () => await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", Stop) > 0, "it waits for its turn", cancellationToken: Stop);
            Assert.Equal(2, Directory.EnumerateFiles(folder.Path, "*.tfstate", SearchOption.AllDirectories).Count());
            await api.KillAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => writing);
            await ExecuteAsync(gate, "SELECT pg_advisory_unlock(hashtextextended('gaia.audit', 0))");
        }
        await api.StartAsync();

        Assert.Equal(Backend.State(1), await ContentAsync(backend));
        await backend.PostAsync(Backend.State(2), "other").ProblemAsync(409, "state.locked");
        (await backend.PostAsync(Backend.State(2), "mine")).EnsureSuccessStatusCode();
        (await backend.UnlockAsync("mine")).EnsureSuccessStatusCode();
        Assert.Equal(Backend.State(2), await ContentAsync(backend));
    }

    [Fact]
    public async Task At_any_moment_there_is_the_old_state_or_the_new_one()
    {
        using var backend = await api.BackendAsync();
        (await backend.PostAsync(Backend.State(1))).EnsureSuccessStatusCode();
        var (serial, cut) = (1L, 0);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var next = Backend.State(serial + 1, Large + attempt);
            var writing = backend.PostAsync(next);
            await Task.WhenAny(writing, Task.Delay(20 + (attempt * 40), Stop));
            await api.KillAsync();
            var answered = await AnsweredAsync(writing);
            if (!answered) cut++;
            await api.StartAsync();
            var now = await ContentAsync(backend);
            if (now.AsSpan().SequenceEqual(next)) serial++;
            else Assert.False(answered || SerialOf(now) != serial, $"serial {SerialOf(now)} after {serial}, answered: {answered}");
        }
        Assert.True(cut > 0, "no write was cut off");

        // What the killed ones left goes when it has lain for a while.
        foreach (var left in Leftovers()) File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        File.WriteAllText(Path.Combine(folder.Path, "blobs", "fresh.tmp"), "somebody writes this just now");
        await api.KillAsync();
        await api.StartAsync();
        await Until.TrueAsync(() => Leftovers().Count <= 1, "what is old is gone");
        Assert.EndsWith("fresh.tmp", Assert.Single(Leftovers()));
        Assert.Equal(serial, SerialOf(await ContentAsync(backend)));
    }

    [Fact]
    public async Task Terraform_whose_API_was_killed_ends_well_or_leaves_what_can_be_pushed()
    {
        using var backend = await api.BackendAsync();
        using var terraform = new RealTerraform(api.Url, backend);
        await terraform.RunAsync(true, "init");
        await terraform.RunAsync(true, "apply", "-auto-approve");
        terraform.Write("main.tf", """
            terraform {
              backend "http" {}
            }
            resource "terraform_data" "a" {
              input = "changed"
              provisioner "local-exec" {
                command = "true"
              }
            }
            resource "terraform_data" "b" {
              provisioner "local-exec" {
                command = "touch begun; while [ ! -e go ]; do sleep 0.05; done"
              }
            }
            """);
        var applying = terraform.TryAsync("apply", "-auto-approve");
        await Until.TrueAsync(() => terraform.Has("begun"), "the apply has begun", seconds: 60);
        await api.KillAsync();
        terraform.Write("go", "");
        var (code, said) = await applying;
        Assert.NotEqual(0, code);
        Assert.True(terraform.Has("errored.tfstate"), said);
        await api.StartAsync();

        // Its own lock is still there, and its holder, who was told the ID, resolves it.
        var locked = await terraform.RunAsync(false, "state", "push", "errored.tfstate");
        var id = System.Text.RegularExpressions.Regex.Match(locked, "ID=([0-9a-f-]{36})").Groups[1].Value;
        await terraform.RunAsync(true, "force-unlock", "-force", id);
        await terraform.RunAsync(true, "state", "push", "errored.tfstate");
        Assert.Contains("No changes", await terraform.RunAsync(true, "plan"));
    }

    private List<string> Leftovers() => [.. Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories)];

    private static async Task<bool> AnsweredAsync(Task<HttpResponseMessage> writing)
    {
        try
        {
            using var answer = await writing;
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<byte[]> ContentAsync(Backend backend)
    {
        using var answer = await backend.GetAsync();
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Stop);
    }

    private static long SerialOf(byte[] state)
    {
        using var json = System.Text.Json.JsonDocument.Parse(state);
        return json.RootElement.GetProperty("serial").GetInt64();
    }

    private static async Task ExecuteAsync(Npgsql.NpgsqlConnection connection, string sql)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
