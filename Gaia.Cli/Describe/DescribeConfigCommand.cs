using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;

namespace Gaia.Cli.Describe;

internal static class DescribeConfigCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("config", "Show atmos.yaml as merged from every place it may be in");
        var output = new DescribeOptions(command, OutputFormat.Json, OutputFormat.Yaml);
        command.SetAction(parsed => output.Write(context, parsed, Repository.Open(context).Configuration.Raw));
        return command;
    }
}
