using System.CommandLine;
using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.States;

internal static class StatePullCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var version = new Argument<long?>("version") { Description = "An older version; the current one unless given", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("pull", "Write the raw state to stdout, secrets and all") { version };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var state = selection.Read(parsed);
            var wanted = parsed.GetValue(version) ?? (await state.FindAsync(client, context.Token)).Version;
            context.Out.Write(Encoding.UTF8.GetString(await state.ContentAsync(client, wanted, context.Token)));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
