using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Audit;

internal static class AuditExportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Option<string>("--output", "-o") { Description = "File to write; without it standard output", HelpName = "file" };
        var command = new Command("export", "The whole log, oldest first, one entry of JSON a line; `gaia audit verify FILE` checks it") { file };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            context.Out.Flush();
            await using var destination = parsed.GetValue(file) is { } target ? File.Create(Path.GetFullPath(target, context.WorkingDirectory)) : Console.OpenStandardOutput();
            await client.ExportAuditAsync(destination, context.Token);
            return ExitCodes.Ok;
        }));
        return command;
    }
}
