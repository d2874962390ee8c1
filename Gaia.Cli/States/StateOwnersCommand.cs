using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateOwnersCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var command = new Command("owners", "The stacks that may use a state: the one that used it first, and those it is shared with") { Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ShowAsync(context, client, selection.Read(parsed), parsed.IsJson())));
        return command;
    }

    /// <summary>One line for each stack.</summary>
    public static int Print(CliContext context, StateOwnersResponse owners, bool json)
    {
        if (json) context.PrintJson(owners, ContractsJson.Default.StateOwnersResponse);
        else
            foreach (var stack in owners.Stacks) context.Out.WriteLine(stack);
        return ExitCodes.Ok;
    }

    private static async Task<int> ShowAsync(CliContext context, GaiaClient client, SelectedState state, bool json) =>
        Print(context, await client.GetStateOwnersAsync(state.Stack, state.Component, state.Id, context.Token), json);
}
