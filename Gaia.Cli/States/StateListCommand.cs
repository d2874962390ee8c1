using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateListCommand
{
    private static readonly string[] Heading = ["COMPONENT", "STACK", "VERSION", "SERIAL", "RESOURCES", "CHANGED", "BY", "LOCKED BY", "ID"];

    public static Command Create(CliContext context)
    {
        var stack = StackOption.Create(context, "Only of this stack");
        var component = new Option<string>("--component", "-c") { Description = "Only of this component" };
        var command = new Command("list", "States, the one that changed last first") { stack, component, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ListAsync(context, client, new(parsed.GetValue(stack), parsed.GetValue(component)), parsed.IsJson())));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, GaiaClient client, StateQuery filter, bool json)
    {
        var states = new List<StateResponse>();
        await foreach (var state in client.ListStatesAsync(filter, context.Token)) states.Add(state);
        if (json) context.PrintJson(new Page<StateResponse>(states, null), ContractsJson.Default.PageStateResponse);
        else if (states.Count == 0) context.Error.WriteLine("No states. There is one after the first apply; `gaia state adopt` takes over one that is here.");
        else context.Print(Table.Of(Heading, [.. states.Select(state => Row(state, context.Time.GetUtcNow()))]));
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<Piece> Row(StateResponse state, DateTimeOffset now) =>
    [
        new(state.Component),
        new(state.Stack),
        new(state.Version == 0 ? "none yet" : $"{state.Version}", state.Version == 0 ? Ink.Dim : Ink.Plain),
        new(state.Version == 0 ? "" : $"{state.Serial}"),
        new(state.Version == 0 ? "" : state.Resources is { } count ? $"{count}" : "unknown"),
        new(Elapsed.Ago(state.UpdatedAt, now)),
        new(state.UpdatedBy),
        new(state.Lock?.Who ?? "", Ink.Yellow),
        new(state.Id, Ink.Dim),
    ];
}
