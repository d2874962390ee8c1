using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateVersionsCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var limit = LimitOption.Create(unlessGiven: 20);
        var command = new Command("versions", "What the state was: who changed it, by which run") { limit, Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ListAsync(context, client, selection.Read(parsed), parsed.GetValue(limit), parsed.IsJson())));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, GaiaClient client, SelectedState state, int limit, bool json)
    {
        var (versions, more) = await LimitOption.TakeAsync(client.ListStateVersionsAsync(state.Stack, state.Component, state.Id, context.Token), limit);
        if (json) context.PrintJson(new Page<StateVersionResponse>(versions, null), ContractsJson.Default.PageStateVersionResponse);
        else context.Print(Table.Of([" ", "VERSION", "SERIAL", "RESOURCES", "WHEN", "BY", "RUN", "HOW"], [.. versions.Select(version => Row(version, context.Time.GetUtcNow()))]));
        if (more) context.Error.WriteLine(LimitOption.More(limit, "versions"));
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<Piece> Row(StateVersionResponse version, DateTimeOffset now) =>
    [
        new(version.Current ? "*" : " ", Ink.Green),
        new($"{version.Version}"),
        new($"{version.Serial}"),
        new(version.Resources is { } count ? $"{count}" : "unknown"),
        new(Elapsed.Ago(version.CreatedAt, now)),
        new(version.CreatedBy),
        new(version.RunId is { } run ? RunWords.Short(run) : ""),
        new(version.RolledBackTo is { } old ? $"rollback to {old}" : version.Origin, Ink.Dim),
    ];
}
