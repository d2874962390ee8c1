using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.Describe;

internal static class DescribeAffectedCommand
{
    public static Command Create(CliContext context)
    {
        var settings = new Option<bool>("--include-settings") { Description = "With settings unless =false", DefaultValueFactory = _ => true };
        var command = new Command("affected", "Show which components differ from another revision, and why") { settings };
        var flags = new AffectedFlags(command, context);
        var output = new DescribeOptions(command, OutputFormat.Json, OutputFormat.Yaml);
        command.SetAction(async (parsed, _) =>
        {
            var affected = await flags.FindAsync(parsed, Repository.Open(context), parsed.GetValue(settings));
            output.Write(context, parsed, new ListNode([.. affected.Select(item => item.ToNode(parsed.GetValue(settings)))]));
        });
        return command;
    }
}
