using Gaia.ProcessHost.Running;
using Microsoft.Extensions.Hosting;

namespace Gaia.ProcessHost;

public static class ProjectExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        var resource = new ProjectResource(name, project);
        resource.Annotations.Add(new LaunchAnnotation(launch => ProcessOf(project, launch)));
        return builder.AddResource(resource)
            .WithEnvironment(context => TelemetryEnvironment.Add(context, builder))
            .WithEnvironment(context => Defaults(context, builder.Environment));
    }

    private static async Task<ProcessSpec?> ProcessOf(IProjectMetadata project, LaunchContext launch)
    {
        if (!File.Exists(project.TargetPath))
            throw new DistributedApplicationException($"'{launch.Resource.Name}' is not built: {project.TargetPath} is missing. Run ./scripts/build.sh.");
        var environment = await launch.EnvironmentAsync();
        var http = launch.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https").ToList();
        if (http.Count > 0)
            environment["ASPNETCORE_URLS"] = string.Join(';', http.Select(endpoint => $"{endpoint.UriScheme}://{EndpointReference.Host}:{launch.PortOf(endpoint)}"));
        return new ProcessSpec(DotnetHost.Path, [launch.ShadowCopyOf(project.TargetPath), .. await launch.ArgumentsAsync()])
        {
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
            Environment = environment,
        };
    }

    private static void Defaults(EnvironmentCallbackContext context, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables.TryAdd("ASPNETCORE_ENVIRONMENT", environment.EnvironmentName);
        variables.TryAdd("DOTNET_ENVIRONMENT", environment.EnvironmentName);
        variables.TryAdd("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        variables.TryAdd("LOGGING__CONSOLE__FORMATTEROPTIONS__SINGLELINE", "true");
    }
}
