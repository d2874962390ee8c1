using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Describe;

internal static class DescribeCommand
{
    public static Command Create(CliContext context) => new("describe", "Show the resolved configuration")
    {
        DescribeComponentCommand.Create(context),
        DescribeStacksCommand.Create(context),
        DescribeAffectedCommand.Create(context),
        DescribeDependentsCommand.Create(context),
        DescribeLocalsCommand.Create(context),
        DescribeConfigCommand.Create(context),
        DescribeWorkflowsCommand.Create(context),
    };
}
