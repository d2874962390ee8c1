namespace Gaia.AppHost.Local;

internal static class BuiltProgramExtensions
{
    // As long as a worker may have to wait for terraform.
    private static readonly TimeSpan WatchGrace = TimeSpan.FromSeconds(45);

    /// <summary>A service: its built program, started again after a crash; with `--watch`, its project through `dotnet watch`.</summary>
    /// <param name="grace">For one that may need longer to end than the orchestrator waits (guard.sh).</param>
    public static IResourceBuilder<ProjectResource> RunAsService(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, TimeSpan? grace = null) =>
        machine.Watches
            ? builder.WithAnnotation(new RestartAnnotation()).RunWatched(machine)
            : builder.WithAnnotation(new RestartAnnotation()).RunBuilt(machine, grace: grace);

    /// <summary>
    /// Runs the built program itself in place of `dotnet run`: signals reach it, no launcher takes memory, and it works
    /// where there is no project (an installed bundle). Debuggers keep Aspire's own way.
    /// </summary>
    /// <param name="assembly">The name of its assembly if that is not the project's.</param>
    public static IResourceBuilder<ProjectResource> RunBuilt(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, string? assembly = null, TimeSpan? grace = null)
    {
        var app = builder.ApplicationBuilder;
        if (!machine.Runs)
            return builder;
        builder.WithEnvironment("DOTNET_ENVIRONMENT", app.Environment.EnvironmentName);
        var project = Path.GetFileNameWithoutExtension(builder.Resource.GetProjectMetadata().ProjectPath);
        if (app.Configuration["DEBUG_SESSION_PORT"] is not null || Home.Current.Find(project, assembly ?? project) is not { } program)
            return builder;
        var folder = Path.GetDirectoryName(program[^1])!;
        return grace is { } seconds ? builder.RunGuarded(machine, seconds, folder, [.. program]) : builder.RunCommand(folder, [.. program]);
    }

    /// <exception cref="CannotStartException">Its project is not here.</exception>
    private static IResourceBuilder<ProjectResource> RunWatched(this IResourceBuilder<ProjectResource> builder, LocalMachine machine)
    {
        var project = builder.Resource.GetProjectMetadata().ProjectPath;
        if (!Home.Current.Holds(project))
            throw new CannotStartException($"--watch: {project} is not a project of this checkout. Build the AppHost where you change code: ./scripts/build.sh.");
        return builder
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.ApplicationBuilder.Environment.EnvironmentName)
            .RunGuarded(machine, WatchGrace, Path.GetDirectoryName(project)!, Guard.Shell, Guard.Script("Local", "watch.sh"), project);
    }

    private static IResourceBuilder<ProjectResource> RunGuarded(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, TimeSpan grace, string folder, params object[] command) =>
        builder.RunCommand(folder, [Guard.Shell, .. Guard.Arguments(Guard.ServicesLock(machine.Data), grace, command)]);

    private static IResourceBuilder<ProjectResource> RunCommand(this IResourceBuilder<ProjectResource> builder, string folder, object[] command) => builder
        .WithAnnotation(new ExecutableAnnotation { Command = (string)command[0], WorkingDirectory = folder })
        .WithArgs(command[1..]);
}
