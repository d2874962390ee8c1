using System.Diagnostics;

namespace Gaia.Platform.Tests;

/// <summary>Runs a program of stacks/checks with text on its standard input.</summary>
internal static class Python
{
    public static string Program => PythonProgram.Path ?? "python3";

    /// <summary>A PATH on which the interpreter itself comes first.</summary>
    public static string Path => Environment.GetEnvironmentVariable("PATH") is var path && PythonProgram.Path is { } interpreter
        ? $"{System.IO.Path.GetDirectoryName(interpreter)}{System.IO.Path.PathSeparator}{path}"
        : path ?? "";

    public static async Task<ToolResult> CheckAsync(string script, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [System.IO.Path.Combine(Repository.Checks, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolResult(process.ExitCode, await output, await errors);
    }
}
