using Gaia.Cli.Hosting;
using Gaia.Stacks.Processes;

namespace Gaia.Cli.Processes;

/// <summary>Finds a program as a shell would, in the PATH that the child will have.</summary>
internal static class Executable
{
    public static string Find(string name, string directory, IReadOnlyDictionary<string, string> environment) =>
        TryFind(name, directory, environment) ?? throw new CliException($"{name}: command not found.", ExitCodes.Failed, Advice(name));

    public static string? TryFind(string name, string directory, IReadOnlyDictionary<string, string> environment) =>
        ProgramPath.Find(name, environment.GetValueOrDefault("PATH") ?? "", directory);

    private static string[] Advice(string name) => name is "terraform" or "tofu"
        ? [$"Install {name}, or name another one in atmos.yaml (components.terraform.command) or ATMOS_COMPONENTS_TERRAFORM_COMMAND."]
        : ["Install it or correct PATH."];
}
