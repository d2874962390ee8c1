using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Local;

internal static class BuiltProgramExtensions
{
    /// <summary>A service: its built program, started again after a crash.</summary>
    /// <param name="grace">For one that may need longer to end than the orchestrator waits (guard.sh).</param>
    public static IResourceBuilder<ProjectResource> RunAsService(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, TimeSpan? grace = null) =>
        builder.WithAnnotation(new RestartAnnotation()).RunBuilt(machine, grace: grace);

    /// <summary>
    /// Runs the built program itself in place of `dotnet run`: signals reach it, no launcher takes memory, and it works
    /// where there is no project (an installed bundle). `--watch` and debuggers keep Aspire's own way.
    /// </summary>
    /// <param name="assembly">The name of its assembly if that is not the project's.</param>
    public static IResourceBuilder<ProjectResource> RunBuilt(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, string? assembly = null, TimeSpan? grace = null)
    {
        var app = builder.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode)
            return builder;
        builder.WithEnvironment("DOTNET_ENVIRONMENT", app.Environment.EnvironmentName);
        var project = Path.GetFileNameWithoutExtension(builder.Resource.GetProjectMetadata().ProjectPath);
        if (app.Configuration.GetValue<bool>("DOTNET_WATCH") || app.Configuration["DEBUG_SESSION_PORT"] is not null || Find(project, assembly ?? project) is not { } program)
            return builder;
        object[] command = ["dotnet", program];
        if (grace is { } seconds)
            command = [Guard.Shell, .. Guard.Arguments(Guard.ServicesLock(machine.Data), seconds, command)];
        return builder
            .WithAnnotation(new ExecutableAnnotation { Command = (string)command[0], WorkingDirectory = Path.GetDirectoryName(program)! })
            .WithArgs(command[1..]);
    }

    // artifacts/bin/Gaia.AppHost/debug beside artifacts/bin/Gaia.Api/debug; in a bundle Gaia.AppHost beside Gaia.Api
    public static string? Find(string project, string assembly)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        string?[] folders = [Path.Combine(here.Parent!.FullName, project), here.Parent.Parent is { } above ? Path.Combine(above.FullName, project, here.Name) : null];
        return folders.OfType<string>().Select(folder => Path.Combine(folder, $"{assembly}.dll")).FirstOrDefault(File.Exists);
    }
}
