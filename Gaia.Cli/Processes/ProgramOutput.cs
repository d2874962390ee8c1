using System.Diagnostics;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <summary>What a program of bounded time prints. It is killed with all it started when time is up or we are told to stop.</summary>
internal static class ProgramOutput
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        CliContext context, ChildCommand command, TimeSpan limit, string? input = null)
    {
        using var process = Process.Start(StartInfo(command, input is not null)) ?? throw new CliException($"{command.File} did not start.");
        using var timeout = new CancellationTokenSource(limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.Token);
        try
        {
            var error = process.StandardError.ReadToEndAsync(either.Token);
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            if (input is not null) await WriteAsync(process, input, either.Token);
            await process.WaitForExitAsync(either.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (timeout.IsCancellationRequested) throw new CliException($"`{command}` did not end within {limit.TotalSeconds:0} s.");
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(ChildCommand command, bool hasInput)
    {
        var info = new ProcessStartInfo(Executable.Find(command.File, command.Directory, command.Environment), command.Arguments)
        {
            WorkingDirectory = command.Directory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = hasInput,
        };
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment) info.Environment[name] = value;
        return info;
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken token)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: what it prints and its status say why.
        }
    }
}
