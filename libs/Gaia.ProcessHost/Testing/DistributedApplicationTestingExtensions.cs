namespace Gaia.ProcessHost;

public static class DistributedApplicationTestingExtensions
{
    /// <summary>A client whose base address is the resource's (only, else http) endpoint.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new(new EndpointReference(app.Find<IResourceWithEndpoints>(resourceName), endpointName ?? "http").Url);

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        app.Find<IResourceWithConnectionString>(resourceName).ConnectionStringExpression.GetValueAsync(cancellationToken);

    private static T Find<T>(this DistributedApplication app, string name) where T : class, IResource =>
        app.Model.FirstOrDefault(resource => resource.Name == name) as T
        ?? throw new ArgumentException($"There is no resource '{name}' with what is asked for; there are {string.Join(", ", app.Model.Select(each => each.Name))}.", nameof(name));
}
