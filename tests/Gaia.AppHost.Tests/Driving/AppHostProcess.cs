using System.Diagnostics;
using System.Text;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests;

/// <summary>The built AppHost as a process of its own, as `gaia serve` runs it.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private static readonly string Assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Gaia.AppHost", "debug", "Gaia.AppHost.dll"));
    private readonly Process _process;
    private readonly AppHostFolder _folder;
    private readonly StringBuilder _output = new();

    private AppHostProcess(ProcessStartInfo start, AppHostFolder folder)
    {
        _folder = folder;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static AppHostProcess Start(AppHostFolder folder, params string[] options) => Start(folder, environment: [], options);

    /// <summary>With a port of its own unless the options name one.</summary>
    public static AppHostProcess Start(AppHostFolder folder, Dictionary<string, string> environment, params string[] options) =>
        Start(folder, "dotnet", [], environment, options);

    /// <summary>By a program that becomes the AppHost.</summary>
    public static AppHostProcess StartBy(AppHostFolder folder, string program, string[] arguments, params string[] options) =>
        Start(folder, program, [.. arguments, "dotnet"], [], options);

    private static AppHostProcess Start(AppHostFolder folder, string program, string[] arguments, Dictionary<string, string> environment, string[] options)
    {
        var start = new ProcessStartInfo(program, [.. arguments, Assembly, "--no-sample", "--console", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder.Home;
        start.Environment["GAIA_APPHOST_DATA"] = folder.Data.Root;
        start.Environment["GAIA_PORT"] = $"{FreePort.Next()}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new AppHostProcess(start, folder);
    }

    /// <summary>Until API and worker are healthy.</summary>
    public async Task<RunFile> HealthyAsync(CancellationToken ct)
    {
        while (RunFile.Read(_folder.Data) is not { } run || run.Pid != Pid)
        {
            if (_process.HasExited || ct.IsCancellationRequested)
                Assert.Fail($"The AppHost did not get healthy:\n{Output}");
            await Task.Delay(50, CancellationToken.None);
        }
        return RunFile.Read(_folder.Data)!;
    }

    public async Task SaysAsync(string text, CancellationToken ct)
    {
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited || ct.IsCancellationRequested)
                Assert.Fail($"The AppHost did not say '{text}':\n{Output}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        try
        {
            await _process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The AppHost did not end:\n{Output}");
        }
        return _process.ExitCode;
    }

    public void Signal(int signal) => Signals.Send(Pid, signal);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
