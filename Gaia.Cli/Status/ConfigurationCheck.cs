using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents;
using Gaia.Stacks;

namespace Gaia.Cli.Status;

/// <summary>Whether the stacks of this repository can be read at all.</summary>
internal static class ConfigurationCheck
{
    public static Check Run(CliContext context)
    {
        try
        {
            var repository = Repository.Open(context);
            var stacks = repository.Stacks.Select(stack => stack.Name).Distinct().Count();
            return Check.Good("configuration", $"{Counted.Of(stacks, "stack")} below {repository.Configuration.Stacks.BasePath}");
        }
        catch (DocumentException refusal)
        {
            return Check.Bad("configuration", refusal.Describe(), "Go to the repository that holds atmos.yaml. `gaia validate stacks` checks every manifest.");
        }
    }
}
