using System.Collections.Concurrent;
using System.ComponentModel;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Processes;

namespace Gaia.Stacks.Functions;

/// <summary>`!exec command`: the output of a shell command, read as JSON where it is JSON; each command runs once.</summary>
internal sealed class ExecFunction(RepositoryOptions options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Lazy<string>> outputs = new(StringComparer.Ordinal);

    public Node Call(FunctionCall call)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Exec)) throw call.NotAllowed("running commands is", OutsideAccess.Exec);
        if (call.Argument.Length == 0) throw call.Invalid("wants a command");
        var output = outputs.GetOrAdd(call.Argument, command => new Lazy<string>(() => Run(call, command))).Value;
        return TemplateResult.Read(output.TrimEnd('\n'), call.Mark);
    }

    private string Run(FunctionCall call, string command)
    {
        var shell = new ShortCommand("/bin/sh", ["-c", command])
        {
            Folder = options.WorkingDirectory, Environment = options.Environment, Limit = Longest,
        };
        try
        {
            var (code, output, errors) = shell.Run(call.Scope.Evaluation.Cancellation);
            return code == 0 ? output : throw call.Invalid($"`{command}` ended with exit code {code}: {errors.Trim()}");
        }
        catch (TimeoutException fault)
        {
            throw call.Invalid($"`{command}` ran longer than {Longest.TotalMinutes} minutes and was stopped", fault);
        }
        catch (Win32Exception fault)
        {
            throw call.Invalid($"cannot start /bin/sh: {fault.Message}", fault);
        }
    }
}
