using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>The data folder as the AppHost lays it out (Gaia.AppHost/Local/DataFolder.cs).</summary>
internal sealed record ServeData(string Root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // PostgreSQL's own account must be able to pass.
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string RunFile => Path.Combine(Root, AppHostFile.Name);

    public string PidFile => Path.Combine(Root, "apphost.pid");

    /// <summary>The AppHost holds it as long as it lives.</summary>
    public string Lock => Path.Combine(Root, "apphost.lock");

    /// <summary>Held while the worker still waits for terraform.</summary>
    public string ServicesLock => Path.Combine(Root, "services.lock");

    /// <summary>Held while PostgreSQL or Redis still run.</summary>
    public string ServersLock => Path.Combine(Root, "servers.lock");

    /// <summary>Of each state a folder, with about.json in it.</summary>
    public string States => Path.Combine(Root, "files", "blobs", "states");

    public string Log => Path.Combine(Root, "serve.log");

    public static ServeData Of(CliContext context, string? option, Installation? installation) => new(Path.GetFullPath(
        option ?? Variable(context, "GAIA_APPHOST_DATA") ?? (installation?.Checkout is { } checkout ? Path.Combine(checkout, ".gaia") : OfUser(context)),
        context.WorkingDirectory));

    public void Create()
    {
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(Root, Passable);
    }

    /// <summary>An empty log that only its owner may read, since it has the dashboard's token; the last one is kept beside.</summary>
    public void StartLog()
    {
        if (File.Exists(Log)) File.Move(Log, Path.Combine(Root, "serve.previous.log"), overwrite: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        new FileStream(Log, options).Dispose();
    }

    /// <summary>Where no checkout has its own.</summary>
    public static string OfUser(CliContext context) => Environment.IsPrivilegedProcess
        ? "/var/lib/gaia"
        : Path.Combine(Variable(context, "XDG_STATE_HOME") ?? Path.Combine(Variable(context, "HOME") ?? "/tmp", ".local", "state"), "gaia");

    private static string? Variable(CliContext context, string name) =>
        context.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
