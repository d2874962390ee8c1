namespace Gaia.ProcessHost;

public sealed class RedisResource(string name, ParameterResource password)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithEnvironment, IResourceWithWaitSupport
{
    internal const string EndpointName = "tcp";

    internal ParameterResource Password { get; } = password;
    internal EndpointReference Endpoint => new(this, EndpointName);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"{Endpoint.Property(EndpointProperty.Host)}:{Endpoint.Property(EndpointProperty.Port)},password={Password}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        var (host, port) = (Endpoint.Property(EndpointProperty.Host), Endpoint.Property(EndpointProperty.Port));
        var (scheme, secret) = (Endpoint.Property(EndpointProperty.Scheme), new UriEncoded(Password));
        yield return new("Host", ReferenceExpression.Create($"{host}"));
        yield return new("Port", ReferenceExpression.Create($"{port}"));
        yield return new("Password", ReferenceExpression.Create($"{Password}"));
        yield return new("Uri", ReferenceExpression.Create($"{scheme}://:{secret}@{host}:{port}"));
    }
}
