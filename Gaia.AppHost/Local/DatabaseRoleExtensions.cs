namespace Gaia.AppHost.Local;

/// <summary>Each service has a role of its own in PostgreSQL, which `migrations` makes; only that knows the superuser.</summary>
internal static class DatabaseRoleExtensions
{
    private const string Connection = "ConnectionStrings__gaia";

    /// <summary>
    /// `Gaia.Api migrate`: roles, schemas and grants, once at each start. It ends, and whoever needs the database waits for
    /// that; a failed one starts again.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunsMigrations(
        this IResourceBuilder<ProjectResource> migrations, IResourceBuilder<PostgresDatabaseResource> gaia, DatabaseRole api, DatabaseRole worker) => migrations
        .WithArgs("migrate")
        .WithAnnotation(new RetryAnnotation())
        .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
        .WithReference(gaia).WaitFor(gaia)
        .WithEnvironment(api.Setting("Api"), api.Secret)
        .WithEnvironment(worker.Setting("Worker"), worker.Secret);

    /// <summary>Connects as the role, once migrations are done. The password is a file here; a manifest knows variables alone.</summary>
    public static IResourceBuilder<ProjectResource> WithDatabase(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<PostgresDatabaseResource> gaia, DatabaseRole role, IResourceBuilder<ProjectResource> migrations)
    {
        var endpoint = gaia.Resource.Parent.PrimaryEndpoint;
        var (host, port) = (endpoint.Property(EndpointProperty.Host), endpoint.Property(EndpointProperty.Port));
        var (name, database) = (role.Name, gaia.Resource.DatabaseName);
        service.WaitFor(gaia).WaitForCompletion(migrations);
        return role.Published is { } password
            ? service.WithEnvironment(Connection, ReferenceExpression.Create($"Host={host};Port={port};Username={name};Password={password};Database={database}"))
            : service.WithEnvironment(Connection, ReferenceExpression.Create($"Host={host};Port={port};Username={name};Database={database}"))
                .WithEnvironment("Gaia__Database__PasswordFile", role.File);
    }

    public static DatabaseRole AddDatabaseRole(this IDistributedApplicationBuilder app, string service, LocalMachine machine)
    {
        var name = $"gaia_{service}"; // as Gaia.ServiceDefaults makes it
        return machine.Runs
            ? new(name, machine.DatabasePassword(service), null)
            : new(name, "", app.AddParameter($"{service}-database-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true).Resource);
    }
}

/// <param name="File">Of its password, on this machine.</param>
/// <param name="Published">Its password in the manifest; null where the model runs.</param>
internal sealed record DatabaseRole(string Name, string File, ParameterResource? Published)
{
    public ReferenceExpression Secret => Published is { } password ? ReferenceExpression.Create($"{password}") : ReferenceExpression.Create($"{File}");

    public string Setting(string service) => $"Gaia__Database__{service}Password{(Published is null ? "File" : "")}";
}
