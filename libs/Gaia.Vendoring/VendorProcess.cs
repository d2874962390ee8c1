using System.ComponentModel;
using Gaia.Stacks.Processes;

namespace Gaia.Vendoring;

/// <summary>Runs a program of fetching: git, oras, crane.</summary>
internal static class VendorProcess
{
    /// <returns>Standard output; null when there is no such program.</returns>
    public static string? Run(string program, IReadOnlyList<string> arguments, VendorOptions options, VendorSource source, CancellationToken cancellation)
    {
        if (ProgramPath.Find(program, options.Environment?.GetValueOrDefault("PATH")) is not { } file) return null;
        var environment = options.Environment is { } given ? new Dictionary<string, string>(given) : ChildEnvironment.OfThisProcess();
        environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            var (code, output, errors) = new ShortCommand(file, arguments) { Environment = environment, Limit = options.Limits.Timeout }.Run(cancellation);
            return code == 0 ? output : throw VendorErrors.Fetch(source, $"{program} ended with exit code {code}: {errors.Trim()}");
        }
        catch (TimeoutException fault)
        {
            throw VendorErrors.Fetch(source, $"{program} took longer than {options.Limits.Timeout.TotalMinutes:0} minutes and was stopped", fault);
        }
        catch (Win32Exception fault)
        {
            throw VendorErrors.Fetch(source, $"{file} does not start: {fault.Message}", fault);
        }
    }
}
