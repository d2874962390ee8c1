using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Processes;

/// <summary>
/// Scripts of an Atmos repository call `atmos`. Without one on the PATH, they find this program under that
/// name, last on the PATH.
/// </summary>
internal static class AtmosOnPath
{
    // Which program that is, the environment says: several versions of it may run for one user.
    private const string Program = "GAIA_PROGRAM";

    public static IReadOnlyDictionary<string, string> Add(IReadOnlyDictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows() || Environment.ProcessPath is not { } gaia || Path.GetFileName(gaia) != "gaia") return environment;
        var home = environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : environment.GetValueOrDefault("HOME") is { Length: > 0 } user ? Path.Combine(user, ".cache") : null;
        if (home is null) return environment;
        var directory = Path.Combine(home, "gaia", "bin");
        var script = Path.Combine(directory, "atmos");
        var found = Executable.TryFind("atmos", "/", environment);
        if (found is not null && found != script) return environment;
        Write(script, $"#!/bin/sh\nexec \"${Program}\" \"$@\"\n");
        environment = environment.With([new(Program, gaia)]);
        return found is not null ? environment : environment.With([new("PATH", $"{environment.GetValueOrDefault("PATH")}:{directory}")]);
    }

    // Written beside and renamed, because another gaia may be starting it right now.
    private static void Write(string path, string text)
    {
        if (File.Exists(path) && RegularFile.ReadText(path) == text) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Environment.ProcessId}";
        RegularFile.Write(fresh, Encoding.UTF8.GetBytes(text));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(fresh, path, overwrite: true);
    }
}
