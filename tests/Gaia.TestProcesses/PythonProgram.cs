using System.Diagnostics;

namespace Gaia.TestProcesses;

public static class PythonProgram
{
    // `python3` on the PATH may be a shim that looks for an interpreter every time, at ten times the cost of starting it.
    private static readonly Lazy<string?> Interpreter = new(() => Ask("import sys; print(sys.executable)"));
    private static readonly Lazy<bool> Moto = new(() => Ask("import moto.server; print('there')") is not null);

    /// <summary>Path of the interpreter; null without one.</summary>
    public static string? Path => Interpreter.Value;

    public static bool HasMoto => Moto.Value;

    private static string? Ask(string code)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", code]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var said = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
