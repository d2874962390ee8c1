using System.CommandLine;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Cli.Serve;
using Gaia.Contracts;

namespace Gaia.Cli.Status;

internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("status", "How the installation is: components, workers, queue") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var status = await client.GetStatusAsync(context.Token);
            if (parsed.IsJson()) context.PrintJson(status, ContractsJson.Default.StatusResponse);
            else context.Print(StatusText.Of(status, client.Url, ActiveContext.Of(context).Label, context.Time.GetUtcNow(), AppHostFile.Find(context, client.Url)?.Dashboard?.OriginalString));
            return status.Components.All(component => component.Status == "healthy") ? ExitCodes.Ok : ExitCodes.Failed;
        }));
        return command;
    }
}
