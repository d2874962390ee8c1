using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Local;

internal static class BuiltProgramExtensions
{
    /// <summary>
    /// Runs the built program itself in place of `dotnet run`: signals reach it, no launcher takes memory, and it works
    /// where there is no project (an installed bundle). `--watch` and debuggers keep Aspire's own way.
    /// </summary>
    /// <param name="grace">For what may need longer to end than the orchestrator waits (guard.sh).</param>
    public static IResourceBuilder<ProjectResource> RunBuilt(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, TimeSpan? grace = null)
    {
        var app = builder.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode)
            return builder;
        builder.WithAnnotation(new RestartAnnotation()).WithEnvironment("DOTNET_ENVIRONMENT", app.Environment.EnvironmentName);
        var project = builder.Resource.GetProjectMetadata().ProjectPath;
        if (app.Configuration.GetValue<bool>("DOTNET_WATCH") || app.Configuration["DEBUG_SESSION_PORT"] is not null || Find(project) is not { } program)
            return builder;
        object[] command = ["dotnet", program];
        if (grace is { } seconds)
            command = [Guard.Shell, .. Guard.Arguments(Guard.ServicesLock(machine.Data), seconds, command)];
        return builder
            .WithAnnotation(new ExecutableAnnotation { Command = (string)command[0], WorkingDirectory = Path.GetDirectoryName(program)! })
            .WithArgs(command[1..]);
    }

    // artifacts/bin/Gaia.AppHost/debug beside artifacts/bin/Gaia.Api/debug; in a bundle Gaia.AppHost beside Gaia.Api
    private static string? Find(string project)
    {
        var (name, here) = (Path.GetFileNameWithoutExtension(project), new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')));
        string?[] candidates = [Path.Combine(here.Parent!.FullName, name), here.Parent.Parent is { } above ? Path.Combine(above.FullName, name, here.Name) : null];
        return candidates.OfType<string>().Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);
    }
}
