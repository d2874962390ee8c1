using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Tests.Model;

/// <summary>The expected values are what Aspire 13.5.2 gave to the same model in run mode.</summary>
public sealed class EnvironmentTests
{
    private readonly IDistributedApplicationTestingBuilder _builder =
        DistributedApplicationTestingBuilder.Create("--Parameters:pg-password=pg p@ss", "--Parameters:redis-password=redispass");

    [Fact]
    public async Task References_are_connection_strings_and_their_parts()
    {
        var database = _builder.AddPostgres("postgres", password: _builder.AddParameter("pg-password", secret: true), port: 41000).AddDatabase("gaia");
        var redis = _builder.AddRedis("redis", port: 41001);
        var region = _builder.AddParameter("region", "eu-west");
        var project = _builder.AddExecutable("migrator", "dotnet", ".")
            .WithReference(database)
            .WithReference(redis)
            .WithEnvironment("Gaia__Region", region)
            .WithEnvironment("Gaia__Composite", ReferenceExpression.Create($"{redis.GetEndpoint("tcp")}/{region}"));
        Assert.Equal(
            """
            ConnectionStrings__gaia=Host=localhost;Port=41000;Username=postgres;Password=pg p@ss;Database=gaia
            ConnectionStrings__redis=localhost:41001,password=redispass
            GAIA_DATABASENAME=gaia
            GAIA_HOST=localhost
            GAIA_JDBCCONNECTIONSTRING=jdbc:postgresql://localhost:41000/gaia
            GAIA_PASSWORD=pg p@ss
            GAIA_PORT=41000
            GAIA_URI=postgresql://postgres:pg%20p%40ss@localhost:41000/gaia
            GAIA_USERNAME=postgres
            Gaia__Composite=redis://localhost:41001/eu-west
            Gaia__Region=eu-west
            REDIS_HOST=localhost
            REDIS_PASSWORD=redispass
            REDIS_PORT=41001
            REDIS_URI=redis://:redispass@localhost:41001
            """,
            await EnvironmentOf(project));
    }

    [Fact]
    public async Task Services_are_discovered_by_name()
    {
        var api = _builder.AddExecutable("idp-api", "sleep", ".", "1").WithHttpEndpoint(port: 5180, env: "PORT");
        var worker = _builder.AddExecutable("worker", "sleep", ".", "1").WithReference(api).WithReference("vault", new Uri("https://vault.example"));
        Assert.Equal(
            """
            IDP_API_HTTP=http://localhost:5180
            services__idp-api__http__0=http://localhost:5180
            services__vault__default__0=https://vault.example/
            """,
            await EnvironmentOf(worker));
        Assert.Equal("PORT=5180", await EnvironmentOf(api));
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_how_to_set_it()
    {
        var resource = _builder.AddExecutable("one", "sleep", ".", "1").WithEnvironment("KEY", _builder.AddParameter("api-key", secret: true));
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => EnvironmentOf(resource));
        Assert.Contains("Parameters__api_key", refusal.Message);
    }

    private async Task<string> EnvironmentOf<T>(IResourceBuilder<T> builder) where T : IResource
    {
        PortAllocation.Allocate(_builder.Resources, random: false);
        var launch = new LaunchContext(builder.Resource, 0, new HostSettings(new DataFolder("/nowhere")), _ => { }, CancellationToken.None);
        return string.Join('\n', (await launch.EnvironmentAsync()).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }
}
