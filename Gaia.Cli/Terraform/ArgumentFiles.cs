using Gaia.Stacks.Files;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>Files that terraform's arguments name.</summary>
internal static class ArgumentFiles
{
    private static readonly string[] Options = ["-var-file", "-state", "-backend-config"];

    /// <summary>That none would let terraform wait for ever.</summary>
    /// <exception cref="IOException">One of them is a FIFO or a socket.</exception>
    public static void Demand(ActionRequest request, string folder)
    {
        foreach (var name in request.Arguments.Select(Named).Append(request.FromPlan).OfType<string>().Where(name => name.Length > 0))
            RegularFile.DemandGiven(Path.GetFullPath(name, folder));
    }

    // Terraform takes -var-file=x, --var-file=x and -var-file x; a word by itself may be a plan file.
    private static string? Named(string argument) =>
        !argument.StartsWith('-') ? argument
        : argument.Split('=', 2) is [var option, var value] && Options.Contains($"-{option.TrimStart('-')}") ? value : null;
}
