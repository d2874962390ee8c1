using System.ComponentModel;
using System.Diagnostics;

namespace Gaia.Vendoring;

/// <summary>Runs a program to its end, or to the end of its time.</summary>
internal static class VendorProcess
{
    /// <returns>Standard output; null when there is no such program.</returns>
    public static string? Run(string program, IReadOnlyList<string> arguments, VendorOptions options, VendorSource source, CancellationToken cancellation)
    {
        if (Find(program, options) is not { } file) return null;
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
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
        catch (Win32Exception fault)
        {
            throw VendorErrors.Fetch(source, $"{file} does not start: {fault.Message}", fault);
        }
    }

    // In the PATH that the program will have, not in ours.
    private static string? Find(string program, VendorOptions options) =>
        ((options.Environment?.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH")) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => OperatingSystem.IsWindows() ? [Path.Join(folder, program + ".exe")] : (string[])[Path.Join(folder, program)])
            .FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
