namespace Gaia.AppHost.Local;

internal static class BuiltProgramExtensions
{
    // As long as a worker may have to wait for terraform.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    /// <summary>A service: its built program, started again after a crash; with `--watch`, its project through `dotnet watch`.</summary>
    /// <param name="front">It serves the others, and ends after them when everything does.</param>
    public static IResourceBuilder<ProjectResource> RunAsService(this IResourceBuilder<ProjectResource> builder, LocalMachine machine, bool front = false)
    {
        var guarded = front ? new Guarded(Guard.FrontLock(machine.Data), Guard.ServicesLock(machine.Data)) : new Guarded(Guard.ServicesLock(machine.Data), null);
        builder.WithAnnotation(new RestartAnnotation());
        return machine.Watches ? builder.RunWatched(guarded) : builder.RunBuilt(machine, guarded: guarded);
    }

    /// <summary>
    /// Runs the built program itself in place of `dotnet run`: signals reach it, no launcher takes memory, and it works
    /// where there is no project (an installed bundle). Debuggers keep Aspire's own way.
    /// </summary>
    /// <param name="assembly">The name of its assembly if that is not the project's.</param>
    /// <param name="guarded">For one that may need longer to end than the orchestrator waits (guard.sh).</param>
    public static IResourceBuilder<ProjectResource> RunBuilt(
        this IResourceBuilder<ProjectResource> builder, LocalMachine machine, string? assembly = null, Guarded? guarded = null)
    {
        var app = builder.ApplicationBuilder;
        if (!machine.Runs)
            return builder;
        builder.WithEnvironment("DOTNET_ENVIRONMENT", app.Environment.EnvironmentName);
        var project = Path.GetFileNameWithoutExtension(builder.Resource.GetProjectMetadata().ProjectPath);
        if (app.Configuration["DEBUG_SESSION_PORT"] is not null || Home.Current.Find(project, assembly ?? project) is not { } program)
            return builder;
        var folder = Path.GetDirectoryName(program[^1])!;
        return guarded is null ? builder.RunCommand(folder, [.. program]) : builder.RunGuarded(guarded, folder, [.. program]);
    }

    /// <exception cref="CannotStartException">Its project is not here.</exception>
    private static IResourceBuilder<ProjectResource> RunWatched(this IResourceBuilder<ProjectResource> builder, Guarded guarded)
    {
        var project = builder.Resource.GetProjectMetadata().ProjectPath;
        if (!Home.Current.Holds(project))
            throw new CannotStartException($"--watch: {project} is not a project of this checkout. Build the AppHost where you change code: ./scripts/build.sh.");
        return builder
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.ApplicationBuilder.Environment.EnvironmentName)
            .RunGuarded(guarded, Path.GetDirectoryName(project)!, Guard.Shell, Guard.Script("Local", "watch.sh"), project);
    }

    private static IResourceBuilder<ProjectResource> RunGuarded(
        this IResourceBuilder<ProjectResource> builder, Guarded guarded, string folder, params object[] command) =>
        builder.RunCommand(folder, [Guard.Shell, .. Guard.Arguments(guarded.Lock, Grace, guarded.After, command)]);

    private static IResourceBuilder<ProjectResource> RunCommand(this IResourceBuilder<ProjectResource> builder, string folder, object[] command) => builder
        .WithAnnotation(new ExecutableAnnotation { Command = (string)command[0], WorkingDirectory = folder })
        .WithArgs(command[1..]);
}

/// <param name="Lock">Held until it has ended.</param>
/// <param name="After">The lock of those who end before it, when everything does.</param>
internal sealed record Guarded(string Lock, string? After);
