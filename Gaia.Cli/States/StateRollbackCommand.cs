using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateRollbackCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var version = new Argument<long>("version") { Description = "An older version; `gaia state versions` shows them" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command("rollback", "Make the content of an older version the current one. Infrastructure stays as it is") { version, yes };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, client => RollbackAsync(context, client, selection.Read(parsed), parsed.GetValue(version), parsed.GetValue(yes))));
        return command;
    }

    private static async Task<int> RollbackAsync(CliContext context, GaiaClient client, SelectedState state, long version, bool yes)
    {
        var old = await state.FindAsync(client, version, context.Token);
        if (old.Current) throw new CliException($"Version {version} is the current one of {state}.", ExitCodes.Conflict);
        var question = $"Version {version} of the state of {state} is of {Elapsed.Ago(old.CreatedAt, context.Time.GetUtcNow())} "
            + $"by {old.CreatedBy} ({Resources(old.Resources)}). Terraform then plans from what that version says.";
        if (!yes && !Question.CanAsk(context)) throw new CliException(question, ExitCodes.WrongUse, "Nobody is there to be asked: give --yes to go on.");
        if (!yes && await Question.AskAsync(context, $"{question}\nOnly yes makes it the current one: ") != "yes") throw new CliException("Nothing was changed.");
        var made = await client.RollbackStateAsync(state.Stack, state.Component, version, state.Id, context.Token);
        context.Out.WriteLine($"The state of {state} is at version {made.Version} (serial {made.Serial}), with the content of version {version}.");
        return ExitCodes.Ok;
    }

    private static string Resources(int? count) => count switch
    {
        null => "an unknown number of resources",
        1 => "1 resource",
        { } several => $"{several} resources",
    };
}
