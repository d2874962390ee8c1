using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Stacks.Workflows;

namespace Gaia.Cli.Workflows;

internal static class WorkflowNames
{
    public static IEnumerable<string> Suggest(CliContext context)
    {
        try
        {
            return [.. WorkflowFiles.All(Repository.Open(context).Configuration).Select(workflow => workflow.Name).Distinct()];
        }
        catch (Exception fault) when (fault is DocumentException or IOException)
        {
            return [];
        }
    }
}
