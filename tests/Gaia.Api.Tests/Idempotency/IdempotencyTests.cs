using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;
using Gaia.TestPostgres;

namespace Gaia.Api.Tests.Idempotency;

public sealed class IdempotencyTests(SharedApi shared, ApiPostgres postgres) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeated_call_gets_the_first_answer()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";

        using var first = await QueueAsync(client, digest, key);
        using var second = await QueueAsync(client, digest, key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await second.Content.ReadAsStringAsync(Stop));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal((false, true), (first.Headers.Contains("Idempotency-Replayed"), second.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1L, await api.Postgres.ScalarAsync<long>($"SELECT count(*) FROM runs.runs WHERE configuration = '{digest}'", Stop));
    }

    [Fact]
    public async Task Many_at_once_are_one()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => QueueAsync(client, digest, key)));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(1L, await api.Postgres.ScalarAsync<long>($"SELECT count(*) FROM runs.runs WHERE configuration = '{digest}'", Stop));
    }

    [Fact]
    public async Task A_key_of_another_request_is_a_conflict()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";
        using var first = await QueueAsync(client, digest, key);

        await QueueAsync(client, digest, key, stack: "prod").ProblemAsync(409, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_refused_call_may_be_made_again_with_its_key()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";

        await QueueAsync(client, digest, key, stack: "nowhere").ProblemAsync(404, "stack.not-found");
        using var second = await QueueAsync(client, digest, key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task A_call_whose_server_died_can_be_made_again_at_once()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";
        using var first = await QueueAsync(client, digest, key);
        await using var server = new Npgsql.NpgsqlConnection($"{api.Postgres.ConnectionString};Pooling=false"); // nobody gets it after its end
        await server.OpenAsync(Stop);
        await using (var session = server.CreateCommand())
        {
            session.CommandText = $"UPDATE api.idempotency SET status = NULL, session = 4711 WHERE key = '{key}'; SELECT pg_advisory_lock(4711)";
            await session.ExecuteNonQueryAsync(Stop);
        }

        var waiting = await QueueAsync(client, digest, key).ProblemAsync(409, "idempotency.in-progress");
        await api.Postgres.ExecuteAsync($"SELECT pg_terminate_backend({server.ProcessID})", Stop);
        await api.WaitAsync(_ => QueueAsync(client, digest, key), answer => answer.StatusCode is HttpStatusCode.Created);
        using var again = await QueueAsync(client, digest, key);

        // The run was written before the server died: the operation knows the key too, and gives the same run.
        Assert.Contains("still running", waiting.Detail);
        var runs = await Task.WhenAll(((HttpResponseMessage[])[first, again]).Select(
            answer => answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop)));
        Assert.Equal(runs[0]!.Id, runs[1]!.Id);
    }

    [Fact]
    public async Task A_server_that_lost_its_session_takes_another()
    {
        await using var api = await GaiaApi.StartAsync(postgres); // its sessions are nobody else's
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        using var before = await QueueAsync(client, digest, $"{Guid.NewGuid()}");
        await api.Postgres.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", Stop);

        var key = $"{Guid.NewGuid()}";
        using var first = await QueueAsync(client, digest, key);
        using var second = await QueueAsync(client, digest, key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"), await second.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_call_that_was_carried_out_is_not_again_where_its_answer_could_not_be_written()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        await api.Postgres.ExecuteAsync("ALTER TABLE api.idempotency ADD CONSTRAINT unwritten CHECK (status IS NULL) NOT VALID", Stop);

        using var first = await HoldAsync(client, "a");
        await HoldAsync(client, "a").ProblemAsync(409, "idempotency.in-progress");
        await api.Postgres.ExecuteAsync("ALTER TABLE api.idempotency DROP CONSTRAINT unwritten", Stop);
        using var second = await HoldAsync(client, "a");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await second.Content.ReadAsStringAsync(Stop));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(1L, await api.Postgres.ScalarAsync<long>("SELECT count(*) FROM runs.holds", Stop));
    }

    // Nothing of a hold tells a second one from the first.
    private static Task<HttpResponseMessage> HoldAsync(HttpClient client, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.Holds) { Content = JsonContent.Create(new { stacks = "prod-*", reason = "case 7" }) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request, Stop);
    }

    [Fact]
    public async Task A_call_whose_caller_has_gone_can_be_made_again_at_once()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        var key = $"{Guid.NewGuid()}";
        await using var blocker = await api.Database.OpenConnectionAsync(Stop);
        await using var transaction = await blocker.BeginTransactionAsync(Stop);
        await using (var block = blocker.CreateCommand())
        {
            block.CommandText = "LOCK TABLE runs.runs IN ACCESS EXCLUSIVE MODE";
            await block.ExecuteNonQueryAsync(Stop);
        }
        using var impatient = new CancellationTokenSource();
        var first = client.SendAsync(Request(digest, key, "dev"), impatient.Token);
        await WaitForKeyAsync(api, key, there: true);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await WaitForKeyAsync(api, key, there: false);
        await transaction.RollbackAsync(Stop);

        using var second = await QueueAsync(client, digest, key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    private static Task WaitForKeyAsync(GaiaApi api, string key, bool there) => Until.TrueAsync(
        async () => await api.Postgres.ScalarAsync<long>($"SELECT count(*) FROM api.idempotency WHERE key = '{key}'", Stop) == 1L == there,
        there ? "the key is there" : "the key is gone", cancellationToken: Stop);

    [Fact]
    public async Task A_key_that_cannot_be_one_is_refused()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();

        await QueueAsync(client, "sha256:" + new string('0', 64), new string('k', 201)).ProblemAsync(400, "idempotency.bad-key");
    }

    private static Task<HttpResponseMessage> QueueAsync(HttpClient client, string digest, string key, string stack = "dev") =>
        client.SendAsync(Request(digest, key, stack), Stop);

    private static HttpRequestMessage Request(string digest, string key, string stack)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.Runs)
        {
            Content = JsonContent.Create(new { component = "hello", stack, operation = "plan", configurationDigest = digest }),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }
}
