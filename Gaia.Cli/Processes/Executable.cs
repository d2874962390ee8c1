using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <summary>Finds a program as a shell would, in the PATH that the child will have.</summary>
internal static class Executable
{
    public static string Find(string name, string directory, IReadOnlyDictionary<string, string> environment) =>
        TryFind(name, directory, environment) ?? throw new CliException($"{name}: command not found.", ExitCodes.Failed, Advice(name));

    public static string? TryFind(string name, string directory, IReadOnlyDictionary<string, string> environment)
    {
        if (name.Contains('/')) return Path.GetFullPath(name, directory) is var path && IsExecutable(path) ? path : null;
        return (environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => Path.GetFullPath(Path.Combine(entry, name), directory))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static string[] Advice(string name) => name is "terraform" or "tofu"
        ? [$"Install {name}, or name another one in atmos.yaml (components.terraform.command) or ATMOS_COMPONENTS_TERRAFORM_COMMAND."]
        : ["Install it or correct PATH."];
}
