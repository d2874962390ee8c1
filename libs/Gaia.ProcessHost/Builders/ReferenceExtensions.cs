namespace Gaia.ProcessHost;

public static class ReferenceExtensions
{
    /// <summary>ConnectionStrings__{name} and {NAME}_{PROPERTY}.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where T : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.Uses(resource).WithEnvironment(context =>
        {
            context.EnvironmentVariables[$"ConnectionStrings__{name}"] = resource;
            foreach (var (property, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{ResourceName.ForVariable(name)}_{property.ToUpperInvariant()}"] = value;
        });
    }

    /// <summary>services__{name}__{endpoint}__{n} and {NAME}_{ENDPOINT} for every endpoint of the other.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        var resource = source.Resource;
        return builder.Uses(resource).WithEnvironment(context =>
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                Discover(context, new EndpointReference(resource, endpoint.Name));
        });
    }

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, EndpointReference endpoint)
        where T : IResourceWithEnvironment =>
        builder.Uses(endpoint.Resource).WithEnvironment(context => Discover(context, endpoint));

    /// <summary>A service outside the application.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, string name, Uri uri)
        where T : IResourceWithEnvironment => uri.IsAbsoluteUri && uri.PathAndQuery == "/"
            ? builder.WithEnvironment($"services__{name}__default__0", uri.ToString())
            : throw new ArgumentException($"The address of '{name}' must be absolute and without a path: {uri}", nameof(uri));

    private static void Discover(EnvironmentCallbackContext context, EndpointReference endpoint)
    {
        var (owner, name) = (endpoint.Resource.Name, endpoint.EndpointName);
        context.EnvironmentVariables[$"{ResourceName.ForVariable(owner)}_{ResourceName.ForVariable(name)}"] = endpoint;
        context.EnvironmentVariables[$"services__{owner}__{name}__0"] = endpoint;
        for (var replica = 1; replica < endpoint.Annotation.AllocatedPorts.Count; replica++)
            context.EnvironmentVariables[$"services__{owner}__{name}__{replica}"] =
                $"{endpoint.Annotation.UriScheme}://{EndpointReference.Host}:{endpoint.PortOf(replica)}";
    }
}
