using Gaia.Stacks.Files;

namespace Gaia.Terraform.Code;

/// <summary>What terraform opens in a component's folder beside its code: variables, locked versions, plans, states.</summary>
internal static class ComponentFiles
{
    private const string State = "terraform.tfstate";
    private const string StatesOfWorkspaces = "terraform.tfstate.d";

    private static readonly string[] Endings = [".tfvars", ".tfvars.json", ".terraform.lock.hcl", ".tfstate", ".tfstate.lock.info", ".planfile", ".tfplan"];

    /// <summary>That none of them would let terraform wait for ever.</summary>
    /// <exception cref="IOException">One is not a file but a FIFO or a device.</exception>
    public static void Demand(RepositoryRoot root, string folder)
    {
        foreach (var path in Beside(root, folder).Concat(States(root, folder))) RegularFile.Demand(root.Real(path));
    }

    private static IEnumerable<string> Beside(RepositoryRoot root, string folder) => (root.Entries(folder) ?? [])
        .Where(entry => !entry.IsFolder && Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.Ordinal))).Select(entry => Path.Join(folder, entry.Name));

    // Of the workspaces, and what terraform remembers of its backend.
    private static IEnumerable<string> States(RepositoryRoot root, string folder) => (root.Entries(Path.Join(folder, StatesOfWorkspaces)) ?? [])
        .Select(workspace => Path.Join(folder, StatesOfWorkspaces, workspace.Name, State)).Append(Path.Join(folder, ".terraform", State));
}
