using System.CommandLine;
using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs;

namespace Gaia.Cli.States;

internal static class StateErroredCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var command = new Command("errored", "Write the state that a run could not save to stdout, secrets and all") { id };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            using var state = new MemoryStream();
            await client.CopyErroredStateAsync(run.Id, state, context.Token);
            context.Out.Write(Encoding.UTF8.GetString(state.GetBuffer(), 0, (int)state.Length));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
