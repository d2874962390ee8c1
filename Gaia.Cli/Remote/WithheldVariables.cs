using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Remote;

/// <summary>Variables of the environment that are never sent with a configuration, whoever reads them.</summary>
internal static class WithheldVariables
{
    private static readonly string[] Words = ["TOKEN", "SECRET", "PASSWORD", "KEY"];

    public static bool Has(string name) => Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Said before anything is sent: a worker could only refuse the run.</summary>
    /// <param name="read">Those that are set here and read.</param>
    /// <exception cref="CliException">One of them is withheld.</exception>
    public static void DemandNone(IEnumerable<string> read, ComponentInstance instance)
    {
        if (read.FirstOrDefault(Has) is not { } name) return;
        throw new CliException($"{instance.Name} in {instance.StackName} reads the environment variable {name}, which is not sent: what is sent is kept with the configuration, "
            + $"and a name with {string.Join(", ", Words[..^1])} or {Words[^1]} may hold a secret. Nothing was queued.", ExitCodes.Failed,
            "Take the value from a store (`!store`), or give it as a variable of the run with -var or -var-file, which is kept encrypted and only while the run is open.",
            $"Where the workers have their own (Gaia__Outside with Environment): env -u {name} gaia ...");
    }
}
