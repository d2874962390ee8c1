using System.ComponentModel;
using System.Diagnostics;

namespace Gaia.Stacks.Vendoring;

/// <summary>Runs a program to its end, or to the end of its time.</summary>
internal static class VendorProcess
{
    /// <returns>Standard output; null when there is no such program.</returns>
    public static string? Run(string program, IReadOnlyList<string> arguments, VendorOptions options, VendorSource source, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (options.Environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        }
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            if (!process.WaitForExit(options.Limits.Timeout))
            {
                process.Kill(entireProcessTree: true);
                throw VendorErrors.Fetch(source, $"{program} took longer than {options.Limits.Timeout.TotalMinutes:0} minutes and was stopped");
            }
            cancellation.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? output.GetAwaiter().GetResult()
                : throw VendorErrors.Fetch(source, $"{program} ended with exit code {process.ExitCode}: {error.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
