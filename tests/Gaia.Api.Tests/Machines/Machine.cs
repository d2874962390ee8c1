using System.Diagnostics;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.Machines;

/// <summary>A service as a process of its own, with a data folder of its own: what another machine has.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly Process process;
    private readonly TestFolder data = TestFolder.Create("machine");
    private readonly List<string> output = [];

    private Machine(string service, IReadOnlyDictionary<string, string> settings)
    {
        Url = new($"http://127.0.0.1:{FreePort.Next()}/");
        var library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../{service}", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{service}.dll"));
        var start = new ProcessStartInfo("dotnet", [library]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data.Path };
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{Url.Port}"; // as the AppHost has it: 127.0.0.1 and ::1
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Gaia__DataDirectory"] = data.Path;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; }

    public string Data => data.Path;

    /// <summary>Until it says that it is ready.</summary>
    public static async Task<Machine> StartAsync(string service, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var machine = new Machine(service, settings);
        try
        {
            using var http = new HttpClient { BaseAddress = machine.Url };
            await Until.TrueAsync(() => machine.IsReadyAsync(http, cancellationToken), $"{service} is ready", seconds: 60, cancellationToken);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        data.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        lock (output) Assert.False(process.HasExited, string.Join('\n', output));
        try
        {
            using var answer = await http.GetAsync("/health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Add(string? line)
    {
        if (line is null) return;
        lock (output) output.Add(line);
    }
}
