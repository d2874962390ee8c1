using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateLocksCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("locks", "States that are held now, by whom and since when") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ListAsync(context, client, parsed.IsJson())));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, GaiaClient client, bool json)
    {
        var held = new List<StateResponse>();
        await foreach (var state in client.ListStatesAsync(cancellationToken: context.Token))
            if (state.Lock is not null) held.Add(state);
        if (json) context.PrintJson(new Page<StateResponse>(held, null), ContractsJson.Default.PageStateResponse);
        else if (held.Count == 0) context.Error.WriteLine("No state is held.");
        else context.Print(Table.Of(["COMPONENT", "STACK", "HELD BY", "OPERATION", "SINCE", "LOCK"], [.. held.Select(state => Row(state, state.Lock!, context.Time.GetUtcNow()))]));
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<Piece> Row(StateResponse state, StateLockResponse held, DateTimeOffset now) =>
        [new(state.Component), new(state.Stack), new(StateHolder.Words(held)), new(held.Operation), new(Elapsed.Ago(held.Since, now)), new(held.Id)];
}
