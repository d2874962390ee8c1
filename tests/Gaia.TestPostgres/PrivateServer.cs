using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Gaia.TestPostgres;

/// <summary>
/// One throwaway PostgreSQL per test process, from the machine's binaries, in a folder of its own, on a free port.
/// A shell watches our end of its standard input: when this process ends, however it ends, the server is stopped and
/// its folder removed.
/// </summary>
internal static class PrivateServer
{
    private const string Variable = "GAIA_TEST_POSTGRES";
    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static Process? _guard; // held, or its standard input would be closed by the finalizer

    public static Task<string> ConnectionStringAsync() => Started.Value;

    public static string Current => Started.Value.Result;

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        var port = FreePort.Next();
        var script = Path.Combine(AppContext.BaseDirectory, "postgres-guard.sh");
        _guard = Process.Start(new ProcessStartInfo("setsid")
        {
            ArgumentList = { "/bin/sh", script, PostgresBinaries.Folder(), $"{port}" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = _guard.StandardError.ReadToEndAsync();
        var connectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Password=test;Database=postgres;Include Error Detail=true";
        if (await _guard.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException($"The test PostgreSQL did not start: {await errors}");
        return connectionString;
    }
}
