namespace Gaia.ProcessHost;

public static class EndpointExtensions
{
    /// <param name="env">A variable that tells the process its port.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = name ?? "http";
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().Any(known => known.Name == endpoint))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has an endpoint '{endpoint}'; name this one.");
        return builder.WithAnnotation(new EndpointAnnotation(endpoint, "http")
        {
            Port = port,
            TargetPort = targetPort,
            EnvironmentVariable = env,
            IsProxied = isProxied,
        });
    }

    /// <summary>Marks every endpoint as one for users outside; only publishing makes a difference of it.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        new(builder.Resource, name);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.GetEndpoint(endpointName ?? "http");
        return builder.WithAnnotation(new HealthCheckAnnotation(new HttpHealthCheck(endpoint, path ?? "/", statusCode ?? 200).CheckAsync));
    }
}
