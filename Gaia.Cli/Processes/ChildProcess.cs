using System.Diagnostics;
using System.Runtime.InteropServices;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <param name="StdoutToStderr">For words that would disturb captured data, such as "Switched to workspace".</param>
internal sealed record ChildCommand(string File, IReadOnlyList<string> Arguments, string Directory, IReadOnlyDictionary<string, string> Environment)
{
    public bool StdoutToStderr { get; init; }

    /// <summary>For a person: it is deaf to INT and TERM, and ends on HUP.</summary>
    public bool IsShell { get; init; }

    public override string ToString() => string.Join(' ', Arguments.Prepend(File).Select(ShellWords.Quote));
}

/// <summary>
/// Runs a program in the foreground, with our terminal as its own. It has no time limit: a person watches it, and
/// Ctrl+C reaches it. It gets one interrupt at most from us and we wait for its end, because terraform saves its state
/// on the first and abandons it on the second.
/// </summary>
internal static class ChildProcess
{
    public static async Task<int> RunAsync(ChildCommand command, CliContext context)
    {
        context.Token.ThrowIfCancellationRequested();
        context.Debug($"{command}   (in {command.Directory})");
        context.Terminal.Flush();
        using var hangup = command.IsShell ? new Hangup() : null;
        var interruption = new Interruption(command.IsShell);
        using var diversion = context.Interrupts.Divert(interruption.On);
        using var process = Process.Start(StartInfo(command, context)) ?? throw new CliException($"{command.File} did not start.");
        hangup?.PassTo(process.Id);
        interruption.PassTo(process.Id);
        var pumps = Pump(process, command, context);
        await process.WaitForExitAsync(CancellationToken.None);
        await pumps;
        return process.ExitCode;
    }

    private static ProcessStartInfo StartInfo(ChildCommand command, CliContext context)
    {
        var info = new ProcessStartInfo(Executable.Find(command.File, command.Directory, command.Environment))
        {
            WorkingDirectory = command.Directory,
            UseShellExecute = false,
            RedirectStandardOutput = command.StdoutToStderr || !context.Terminal.IsInherited,
            RedirectStandardError = !context.Terminal.IsInherited,
            RedirectStandardInput = !context.Terminal.IsInherited,
        };
        foreach (var argument in command.Arguments) info.ArgumentList.Add(argument);
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment) info.Environment[name] = value;
        return info;
    }

    private static async Task Pump(Process process, ChildCommand command, CliContext context)
    {
        if (process.StartInfo.RedirectStandardInput) process.StandardInput.Close();
        var error = process.StartInfo.RedirectStandardError ? CopyAsync(process.StandardError, context.Error) : Task.CompletedTask;
        if (process.StartInfo.RedirectStandardOutput)
            await CopyAsync(process.StandardOutput, command.StdoutToStderr ? context.Error : context.Out);
        await error;
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            lock (to)
            {
                to.Write(buffer, 0, count);
                to.Flush();
            }
        }
    }

    /// <summary>What comes while the child starts is told to it once it is there.</summary>
    private sealed class Interruption(bool isShell)
    {
        private readonly Lock gate = new();
        private readonly List<PosixSignal> early = [];
        private int? child;
        private bool sent;

        public void PassTo(int pid)
        {
            lock (gate)
            {
                child = pid;
                foreach (var signal in early) Pass(signal, pid);
            }
        }

        public void On(PosixSignal signal)
        {
            lock (gate)
            {
                if (child is { } pid) Pass(signal, pid);
                else early.Add(signal);
            }
        }

        // A terminal sends Ctrl+C to us and to the child alike; any other way only we were told.
        private void Pass(PosixSignal signal, int pid)
        {
            if (isShell)
            {
                if (signal == PosixSignal.SIGTERM) _ = LibC.Kill(pid, LibC.SigHup);
                return;
            }
            if (sent || (signal == PosixSignal.SIGINT && ForegroundGroup.IsOurs())) return;
            sent = true;
            _ = LibC.Kill(pid, LibC.SigInt);
        }
    }
}
