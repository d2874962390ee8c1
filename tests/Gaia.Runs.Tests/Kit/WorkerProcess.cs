using System.Diagnostics;
using Gaia.TestProcesses;

namespace Gaia.Runs.Tests.Kit;

/// <summary>Gaia.Worker as a process of its own, so that it can be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];

    private WorkerProcess(Process process) => this.process = process;

    public static WorkerProcess Start(TestGaia gaia, params (string Name, string Value)[] settings)
    {
        var library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Gaia.Worker", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Gaia.Worker.dll"));
        var start = new ProcessStartInfo("dotnet", [library]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__gaia"] = gaia.Database.ConnectionStringOfWorker;
        start.Environment["Gaia__DataDirectory"] = gaia.DataDirectory;
        start.Environment["Gaia__Url"] = $"{gaia.States}";
        start.Environment["Gaia__Jobs__Lease"] = "00:00:02";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var worker = new WorkerProcess(Process.Start(start)!);
        worker.process.OutputDataReceived += (_, line) => worker.Add(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Add(line.Data);
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    public string Output
    {
        get
        {
            lock (output) return string.Join('\n', output);
        }
    }

    public bool IsRunning => !process.HasExited;

    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>As the kernel kills: SIGKILL, nothing is run any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As of a machine that has no time for it: nothing of it runs, and it is not gone.</summary>
    public void StandStill() => Signals.Send(process.Id, Signals.Stop);

    public void GoOn() => Signals.Send(process.Id, Signals.Continue);

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null) return;
        lock (output) output.Add(line);
    }
}
