namespace Gaia.AppHost.Local;

/// <summary>What the dashboard calls things.</summary>
internal static class DashboardLinks
{
    public static IResourceBuilder<ProjectResource> WithApiLinks(this IResourceBuilder<ProjectResource> api) => api
        .WithUrlForEndpoint("http", url => url.DisplayText = "Gaia API")
        .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/docs", DisplayText = "API documentation" })
        .WithUrlForEndpoint("http", _ => Health());

    /// <summary>Its endpoint has nothing for people but its health.</summary>
    public static IResourceBuilder<ProjectResource> WithWorkerLinks(this IResourceBuilder<ProjectResource> worker) => worker
        .WithUrlForEndpoint("http", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
        .WithUrlForEndpoint("http", _ => Health());

    /// <summary>Lists a generated password among the parameters, and says what it is.</summary>
    public static void Describe(this IDistributedApplicationBuilder app, ParameterResource? password, string description)
    {
        if (app.ExecutionContext.IsRunMode && password is not null)
            app.AddResource(password).WithDescription(description);
    }

    private static ResourceUrlAnnotation Health() =>
        new() { Url = "/health", DisplayText = "Health", DisplayLocation = UrlDisplayLocation.DetailsOnly };
}
