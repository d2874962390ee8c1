using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateShareCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var other = new Option<string>("--with") { Description = "The stack to let in", Required = true };
        var command = new Command("share", "Let another stack use the state as well: two stacks with one state, or a stack with a new name") { other, Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ChangeAsync(context, client, selection.Read(parsed), parsed.GetValue(other)!, parsed.IsJson())));
        return command;
    }

    private static async Task<int> ChangeAsync(CliContext context, GaiaClient client, SelectedState state, string other, bool json)
    {
        await SharedStack.DemandAsync(context, client, other);
        return StateOwnersCommand.Print(context, await client.ShareStateAsync(state.Stack, state.Component, other, state.Id, context.Token), json);
    }
}
