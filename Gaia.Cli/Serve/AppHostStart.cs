using System.Diagnostics;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Serve;

/// <summary>
/// How the AppHost is started: in a session of its own, so that a Ctrl+C at our terminal does not end its processes in
/// no order, and this program asks it to stop instead.
/// </summary>
internal sealed class AppHostStart(CliContext context, Installation installation, ServeData data, string dotnet, ServeOptions options)
{
    private readonly string appHost = installation.AppHost();

    public ServeData Data => data;

    public Installation Installation => installation;

    /// <summary>What we have been asked for, as the AppHost takes it.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        .. new[] { "--console", "--announce=false", $"--data-folder={data.Root}" },
        .. options.Port is { } port ? new[] { $"--port={port}" } : [],
        .. options.Watch ? new[] { "--watch" } : [],
        .. options.Clean ? new[] { "--clean" } : [],
        .. options.Processes ? new[] { "--processes" } : [],
        .. options.Containers ? new[] { "--containers" } : [],
        .. options.Aws is { } aws ? new[] { $"--aws={aws}" } : [],
        .. options.NoSample ? new[] { "--no-sample" } : [],
    ];

    /// <summary>Its lines go to our console; it ends when this process does, by SIGKILL too.</summary>
    public Process InForeground() => Start(
        ["--", dotnet, appHost, .. Arguments, "--Logging:LogLevel:Default=Warning"],
        new KeyValuePair<string, string>("ASPIRE_CLI_PID", $"{Environment.ProcessId}"));

    /// <summary>Its lines go to the log, and it outlives us.</summary>
    public Process InBackground()
    {
        data.StartLog();
        return Start(["--", "sh", "-c", "exec \"$@\" >\"$0\" 2>&1", data.Log, dotnet, appHost, .. Arguments]);
    }

    private Process Start(IReadOnlyList<string> arguments, params IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var environment = AppHostEnvironment.Of(context, installation, dotnet).With(variables);
        var command = new ChildCommand(Executable.Find("setsid", "/", environment), arguments, Path.GetDirectoryName(appHost)!, environment);
        context.Debug($"{command}   (in {command.Directory})");
        var info = new ProcessStartInfo(command.File, command.Arguments) { WorkingDirectory = command.Directory, RedirectStandardInput = true };
        info.Environment.Clear();
        foreach (var (name, value) in environment) info.Environment[name] = value;
        context.Terminal.Flush();
        var process = Process.Start(info) ?? throw new CliException($"{command.File} did not start.");
        process.StandardInput.Close();
        return process;
    }
}
