using System.Globalization;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

internal sealed class PostgresServer(PostgresServerResource resource)
{
    /// <summary>API and worker each pool up to 100 connections.</summary>
    private const int MaxConnections = 250;

    public async Task<ProcessSpec?> PrepareAsync(LaunchContext launch)
    {
        // PostgreSQL refuses to run as root.
        var account = UnixAccount.Unprivileged("postgres");
        var volume = launch.Volume(account);
        var data = Path.Combine(volume, "data");
        var programs = PostgresPrograms.For(MajorOf(data), data);
        if (!File.Exists(VersionFile(data)))
            await InitializeAsync(programs, volume, account, launch);
        return new ProcessSpec(Path.Combine(programs, "postgres"),
        [
            "-D", data,
            "-p", $"{launch.PortOf(resource.Endpoint.Annotation)}",
            "-c", "listen_addresses=localhost",
            "-c", "unix_socket_directories=",
            "-c", $"max_connections={MaxConnections}",
            "-c", "log_line_prefix=",
        ])
        {
            Account = account,
            Signal = StopSignal.Int, // "fast": ends sessions, writes a checkpoint, needs no recovery
        };
    }

    private static string VersionFile(string data) => Path.Combine(data, "PG_VERSION");

    private static int? MajorOf(string data) =>
        File.Exists(VersionFile(data)) ? int.Parse(File.ReadAllText(VersionFile(data)), CultureInfo.InvariantCulture) : null;

    // Into a folder beside, then renamed: an interrupted initdb leaves nothing that looks like a cluster.
    private async Task InitializeAsync(string programs, string volume, UnixAccount? account, LaunchContext launch)
    {
        launch.Say("creating a new PostgreSQL cluster");
        var (fresh, passwordFile) = (Path.Combine(volume, "data.new"), Path.Combine(volume, "password"));
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        PrivateFile.Write(passwordFile, await resource.Password.GetValueAsync(launch.Stopping) ?? "", account);
        try
        {
            var user = await resource.UserExpression.GetValueAsync(launch.Stopping);
            var initdb = new ProcessSpec(Path.Combine(programs, "initdb"),
                ["-D", fresh, "-U", user!, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"])
            { Account = account };
            var lines = new List<string>();
            await using var process = await GuardedProcess.StartAsync(initdb, launch.Settings.Data.GuardLockFile, lines.Add, launch.Stopping);
            if (await process.Exit.WaitAsync(launch.Stopping) is not 0 and var code)
                throw new DistributedApplicationException($"initdb ended with code {code}: {string.Join(" / ", lines.TakeLast(5))}");
            Directory.Move(fresh, Path.Combine(volume, "data"));
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
