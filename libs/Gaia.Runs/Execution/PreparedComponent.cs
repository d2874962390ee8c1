using Gaia.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>A component in its workdir, ready for terraform.</summary>
/// <param name="Program">Absolute path, or in a pod a name that is looked for there.</param>
/// <param name="Environment">Whole.</param>
/// <param name="SharedProviders">The folder of providers that terraform is to find in its cache; null where the component has a cache of its own.</param>
internal sealed record PreparedComponent(
    ActionPlan Plan, string Program, IReadOnlyDictionary<string, string> Environment, string? SharedProviders)
{
    public string Folder => Plan.Folder;

    public string Planfile => Plan.Planfile;
}
