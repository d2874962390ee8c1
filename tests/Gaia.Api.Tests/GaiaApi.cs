using System.Net.Http.Headers;
using System.Net.Http.Json;
using Gaia.Contracts;
using Gaia.TestPostgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.Api.Tests;

/// <summary>The whole API on a port of loopback, with a database and a data folder of its own.</summary>
public sealed class GaiaApi : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> settings;
    private readonly string environment;
    private readonly TestDatabase database;
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-api-").FullName;

    private GaiaApi(TestDatabase database, string environment, Dictionary<string, string?> settings) =>
        (this.database, this.environment, this.settings) = (database, environment, settings);

    public NpgsqlDataSource Database => database.DataSource;

    public TestDatabase Postgres => database;

    public bool IsDevelopment => environment is "Development";

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public static async Task<GaiaApi> StartAsync(
        ApiPostgres postgres, string environment = "Development", Dictionary<string, string?>? settings = null, bool ready = true)
    {
        var api = new GaiaApi(await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken), environment, settings ?? []);
        api.UseKestrel(0);
        api.StartServer();
        if (ready) await api.WaitAsync(client => client.GetAsync("/v1/runs"), answer => answer.StatusCode is not System.Net.HttpStatusCode.ServiceUnavailable);
        return api;
    }

    /// <summary>A caller with a new token; in Development without one when no role is given.</summary>
    public async Task<HttpClient> ClientAsync(Role? role = null, params string[] stacks)
    {
        var client = CreateClient();
        if (role is null) return client;
        var request = new Access.Tokens.TokenRequest($"{role}-{Guid.NewGuid():N}", Enum.Parse<Access.Role>($"{role}"), stacks);
        var created = await Get<Access.Tokens.CreateToken>().RunAsync(request, Access.Caller.Development, TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = new("Bearer", created.Secret.Value);
        return client;
    }

    public async Task WaitAsync(Func<HttpClient, Task<HttpResponseMessage>> ask, Func<HttpResponseMessage, bool> until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = CreateClient();
        while (true)
        {
            using var answer = await ask(client);
            if (until(answer)) return;
            await Task.Delay(50, limit.Token);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("ConnectionStrings:gaia", database.ConnectionStringOfApi + ";Timeout=5");
        // Nothing listens there: what the tests see is what Gaia does without Redis.
        builder.UseSetting("ConnectionStrings:redis", "127.0.0.1:1,connectTimeout=100,connectRetry=0,syncTimeout=200,asyncTimeout=200");
        builder.UseSetting("Gaia:DataDirectory", folder);
        builder.UseSetting("Gaia:Api:RateLimit:Burst", "100000");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    }
}

internal static class Answers
{
    public static async Task<ProblemResponse> ProblemAsync(this Task<HttpResponseMessage> call, int status, string code)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"expected {status} {code}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = System.Text.Json.JsonSerializer.Deserialize(text, ContractsJson.Default.ProblemResponse)!;
        Assert.Equal((code, status), (problem.Code, problem.Status));
        ExpectedProblems.Check(answer.RequestMessage!, problem);
        return problem;
    }

    public static HttpContent Json(string text) => new StringContent(text, new MediaTypeHeaderValue("application/json", "utf-8"));
}
