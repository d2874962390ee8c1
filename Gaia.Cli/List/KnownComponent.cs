using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Cli.List;

internal static class KnownComponent
{
    /// <summary>Nothing to list is one thing; a name that no stack knows is another.</summary>
    public static void Demand(AtmosRepository repository, string name)
    {
        var known = repository.Instances(new InstanceFilter { IncludeAbstract = true }).Select(instance => instance.Name).ToHashSet(StringComparer.Ordinal);
        if (!known.Contains(name))
            throw new CliException($"No stack has a component '{name}'.", ExitCodes.Failed,
                NearestNames.Of(name, known) is [var near, ..] ? $"Did you mean '{near}'?" : "`gaia list components` shows them.");
    }
}
