namespace Gaia.ProcessHost;

public sealed class PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithEnvironment, IResourceWithWaitSupport
{
    internal const string EndpointName = "tcp";
    internal const string DefaultUser = "postgres";

    internal ParameterResource Password { get; } = password;
    internal ParameterResource? UserName { get; } = userName;
    internal List<PostgresDatabaseResource> Databases { get; } = [];
    internal EndpointReference Endpoint => new(this, EndpointName);

    internal ReferenceExpression UserExpression =>
        UserName is null ? ReferenceExpression.Create($"{DefaultUser}") : ReferenceExpression.Create($"{UserName}");

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={UserExpression};Password={Password}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        var (host, port) = (Endpoint.Property(EndpointProperty.Host), Endpoint.Property(EndpointProperty.Port));
        yield return new("Host", ReferenceExpression.Create($"{host}"));
        yield return new("Port", ReferenceExpression.Create($"{port}"));
        yield return new("Username", UserExpression);
        yield return new("Password", ReferenceExpression.Create($"{Password}"));
        yield return new("Uri", UriOf(database: null));
        yield return new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:postgresql://{host}:{port}"));
    }

    internal ReferenceExpression UriOf(string? database)
    {
        var address = Endpoint.Property(EndpointProperty.Host);
        var port = Endpoint.Property(EndpointProperty.Port);
        var secret = new UriEncoded(Password);
        var path = database is null ? "" : $"/{database}";
        return ReferenceExpression.Create($"postgresql://{UserExpression}:{secret}@{address}:{port}{path}");
    }
}

public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
    : Resource(name), IResourceWithConnectionString, IResourceWithParent
{
    public string DatabaseName { get; } = databaseName;
    public PostgresServerResource Server { get; } = server;
    public IResource Parent => Server;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Server};Database={DatabaseName}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        var (host, port) = (Server.Endpoint.Property(EndpointProperty.Host), Server.Endpoint.Property(EndpointProperty.Port));
        foreach (var property in Server.GetConnectionProperties().Where(property => property.Key is "Host" or "Port" or "Username" or "Password"))
            yield return property;
        yield return new("Uri", Server.UriOf(DatabaseName));
        yield return new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:postgresql://{host}:{port}/{DatabaseName}"));
        yield return new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}"));
    }
}
