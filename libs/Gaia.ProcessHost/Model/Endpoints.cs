namespace Gaia.ProcessHost;

/// <summary>A port a resource listens on. Null ports are chosen at start; every replica has its own.</summary>
public sealed class EndpointAnnotation(string name, string scheme) : IResourceAnnotation
{
    public string Name { get; } = name;
    public string UriScheme { get; } = scheme;
    public string Transport { get; init; } = scheme is "http" or "https" ? "http" : "tcp";
    public int? Port { get; set; }
    public int? TargetPort { get; set; }
    public string? EnvironmentVariable { get; set; }
    public bool IsProxied { get; set; } = true;
    public bool IsExternal { get; set; }

    /// <summary>One per replica, filled before anything starts.</summary>
    internal IReadOnlyList<int> AllocatedPorts { get; set; } = [];

    /// <summary>A server's customary port inside a container; here it takes a free one unless Port says otherwise.</summary>
    internal bool TargetIsCustom { get; init; }

    internal int? FixedPort => Port ?? (TargetIsCustom ? null : TargetPort);
}

public enum EndpointProperty { Url, Host, IPV4Host, Port, Scheme, TargetPort, HostAndPort }

/// <summary>Another resource's endpoint: its URL once it is known.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    internal const string Host = "localhost";

    public IResourceWithEndpoints Resource { get; } = owner;
    public string EndpointName { get; } = endpointName;

    public string Url => $"{Annotation.UriScheme}://{Host}:{Port}";
    public int Port => PortOf(0);
    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    internal EndpointAnnotation Annotation =>
        Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.Name == EndpointName)
        ?? throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint '{EndpointName}'.");

    internal int PortOf(int replica) => Annotation.AllocatedPorts.Count > replica
        ? Annotation.AllocatedPorts[replica]
        : throw new InvalidOperationException($"Endpoint '{EndpointName}' of '{Resource.Name}' has no port before the application starts.");
}

public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
    : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression =>
        $"{{{endpoint.Resource.Name}.bindings.{endpoint.EndpointName}.{char.ToLowerInvariant($"{property}"[0])}{$"{property}"[1..]}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpoint.Url,
        EndpointProperty.Host => EndpointReference.Host,
        EndpointProperty.IPV4Host => "127.0.0.1",
        EndpointProperty.Port or EndpointProperty.TargetPort => $"{endpoint.Port}",
        EndpointProperty.Scheme => endpoint.Annotation.UriScheme,
        EndpointProperty.HostAndPort => $"{EndpointReference.Host}:{endpoint.Port}",
    });
}
