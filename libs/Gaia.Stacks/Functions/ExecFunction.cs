using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!exec command`: the output of a shell command, read as JSON where it is JSON; each command runs once.</summary>
internal sealed class ExecFunction(RepositoryOptions options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Lazy<string>> outputs = new(StringComparer.Ordinal);

    public Node Call(FunctionCall call)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Exec)) throw call.NotAllowed("running commands is");
        if (call.Argument.Length == 0) throw call.Invalid("wants a command");
        var output = outputs.GetOrAdd(call.Argument, command => new Lazy<string>(() => Run(call, command))).Value;
        return TemplateResult.Read(output.TrimEnd('\n'), call.Mark);
    }

    private string Run(FunctionCall call, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = options.WorkingDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(call.Scope.Evaluation.Cancellation);
            var output = process.StandardOutput.ReadToEndAsync(call.Scope.Evaluation.Cancellation);
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                throw call.Invalid($"`{command}` ran longer than {Longest.TotalMinutes} minutes and was stopped");
            }

            return process.ExitCode == 0
                ? output.GetAwaiter().GetResult()
                : throw call.Invalid($"`{command}` ended with exit code {process.ExitCode}: {error.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception fault)
        {
            throw call.Invalid($"cannot start /bin/sh: {fault.Message}", fault);
        }
    }
}
