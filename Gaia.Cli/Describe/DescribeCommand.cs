using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Describe;

internal static class DescribeCommand
{
    public static Command Create(CliContext context) => new("describe", "Show the resolved configuration")
    {
        DescribeComponentCommand.Create(context),
        DescribeConfigCommand.Create(context),
        DescribeWorkflowsCommand.Create(context),
    };
}
