using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateUnshareCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var other = new Option<string>("--from") { Description = "The stack to take it from", Required = true };
        var command = new Command("unshare", "Take the state from a stack that it was shared with, or that used it first; that of -s stays") { other, Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ChangeAsync(context, client, selection.Read(parsed), parsed.GetValue(other)!, parsed.IsJson())));
        return command;
    }

    private static async Task<int> ChangeAsync(CliContext context, GaiaClient client, SelectedState state, string other, bool json) =>
        StateOwnersCommand.Print(context, await client.UnshareStateAsync(state.Stack, state.Component, other, state.Id, context.Token), json);
}
