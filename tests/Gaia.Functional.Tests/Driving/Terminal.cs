using System.Diagnostics;

namespace Gaia.Functional.Tests;

/// <summary>Runs the built <c>gaia</c> as a person would, in one folder, against one API.</summary>
public sealed class Terminal(Uri api, string folder, string home)
{
    public string Folder => folder;

    public string Home => home;

    /// <summary>The built <c>gaia</c>, or another one.</summary>
    public string Program { get; init; } = SourceTree.Gaia;

    /// <summary>Set beside what the test's own environment gives.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>Runs to the end and returns what a person would have seen.</summary>
    public async Task<Screen> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.EndAsync(cancellation);
    }

    /// <summary>Starts a command that the test watches or interrupts while it runs.</summary>
    public RunningCommand Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["GAIA_URL"] = api.ToString();
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, ".config");
        foreach (var name in start.Environment.Keys.Where(IsOfTheCaller).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return new RunningCommand(Process.Start(start)!, string.Join(' ', arguments));
    }

    private static bool IsOfTheCaller(string name) =>
        name.StartsWith("ATMOS_", StringComparison.Ordinal) || name is "GAIA_TOKEN" or "GAIA_MODE";
}

/// <summary>What a finished command left: its exit code and both streams.</summary>
public sealed record Screen(string Command, int ExitCode, string Out, string Error)
{
    public Screen Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"gaia {Command}: expected exit code {exitCode}, was {ExitCode}\n--- out\n{Out}\n--- error\n{Error}");
        return this;
    }
}

public sealed class RunningCommand : IDisposable
{
    private readonly Process process;
    private readonly string command;
    private readonly Task<string> error;
    private readonly List<string> lines = [];
    private readonly Task reading;
    private readonly SemaphoreSlim arrived = new(0);

    public RunningCommand(Process process, string command)
    {
        (this.process, this.command) = (process, command);
        process.StandardInput.Close();
        error = process.StandardError.ReadToEndAsync();
        reading = ReadAsync();
    }

    /// <summary>Waits for the first line of standard output that contains the text.</summary>
    public async Task<string> LineAsync(string text, CancellationToken cancellation)
    {
        for (var seen = 0; ; seen++)
        {
            await arrived.WaitAsync(cancellation);
            string? line;
            lock (lines) line = seen < lines.Count ? lines[seen] : null;
            if (line is null) throw new InvalidOperationException($"gaia {command} ended before it said '{text}':\n{Said()}\n{await error}");
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }
    }

    public void Interrupt() => Signals.Send(process.Id, Signals.Interrupt);

    public void Kill() => Signals.Send(process.Id, Signals.Kill);

    public async Task<Screen> EndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await reading.WaitAsync(cancellation);
        return new Screen(command, process.ExitCode, Said(), await error);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
        arrived.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (lines) lines.Add(line);
            arrived.Release();
        }
        arrived.Release();
    }

    private string Said()
    {
        lock (lines) return string.Join('\n', lines);
    }
}
