using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateShowCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var command = new Command("show", "The current state: its facts, resources and outputs") { Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ShowAsync(context, client, selection.Read(parsed), parsed.IsJson())));
        return command;
    }

    private static async Task<int> ShowAsync(CliContext context, GaiaClient client, SelectedState selected, bool json)
    {
        var state = await selected.FindAsync(client, context.Token);
        var shown = new ShownState(
            state, await AddressesAsync(context, client, selected, state.Version), await client.GetStateOutputsAsync(selected.Stack, selected.Component, selected.Id, context.Token));
        if (json) context.PrintJson(shown, StateJson.Default.ShownState);
        else context.Print(Lines(shown, context.Time.GetUtcNow()));
        return ExitCodes.Ok;
    }

    /// <summary>The content has secrets; a viewer may not read it.</summary>
    private static async Task<IReadOnlyList<string>?> AddressesAsync(CliContext context, GaiaClient client, SelectedState selected, long version)
    {
        try
        {
            return [.. StateContent.Parse(await selected.ContentAsync(client, version, context.Token)).Resources.Keys];
        }
        catch (GaiaApiException refusal) when (refusal.Status == 403)
        {
            return null;
        }
    }

    private static IEnumerable<Line> Lines(ShownState shown, DateTimeOffset now)
    {
        var state = shown.State;
        yield return new(new Piece($"{state.Component} in {state.Stack}", Ink.Bold));
        foreach (var (name, value) in Facts(state, now))
            if (value is not null) yield return new(new Piece($"  {name,-11}", Ink.Dim), new Piece(value));
        yield return Line.Empty;
        if (shown.Addresses is null) yield return "The addresses of its resources need a token of role planner or more.";
        foreach (var address in shown.Addresses ?? []) yield return $"  {address}";
        if (shown.Outputs.Count > 0) yield return Line.Empty;
        foreach (var line in OutputsText.Of(shown.Outputs)) yield return line;
    }

    private static IEnumerable<(string Name, string? Value)> Facts(StateResponse state, DateTimeOffset now) =>
    [
        ("id", state.Id),
        ("state", state.StateIdentity),
        ("version", $"{state.Version}, serial {state.Serial}, lineage {state.Lineage}"),
        ("changed", $"{Elapsed.Ago(state.UpdatedAt, now)} by {state.UpdatedBy}"),
        ("run", state.RunId?.ToString()),
        ("content", $"{state.Size} bytes, {state.Digest}"),
        ("resources", state.Resources is { } count ? $"{count}" : null),
        ("locked by", state.Lock is { } held ? $"{held.Who} ({held.HeldBy}), {held.Operation}, {Elapsed.Ago(held.Since, now)}, lock {held.Id}" : null),
    ];
}
