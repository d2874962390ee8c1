using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Runs;

internal static class RunsPlanCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var command = new Command("plan", "The plan of a run as `terraform show -json` prints it, secrets masked") { id };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            using var json = new MemoryStream();
            await client.CopyPlanJsonAsync(run.Id, json, context.Token);
            context.Out.WriteLine(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
