using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.States;

internal static class StateDiffCommand
{
    public static Command Create(CliContext context)
    {
        var selection = new StateSelection(context);
        var from = new Argument<long>("from") { Description = "A version; `gaia state versions` shows them" };
        var to = new Argument<long>("to") { Description = "Another version" };
        var command = new Command("diff", "Resources that were added, removed or changed between two versions") { from, to, Printing.FormatOption() };
        selection.AddTo(command);
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var state = selection.Read(parsed);
            var before = StateContent.Parse(await state.ContentAsync(client, parsed.GetValue(from), context.Token));
            var after = StateContent.Parse(await state.ContentAsync(client, parsed.GetValue(to), context.Token));
            var diff = StateDiff.Of(before, after);
            if (parsed.IsJson()) context.PrintJson(diff, StateJson.Default.StateDiff);
            else if (diff.IsEmpty) context.Error.WriteLine($"The resources of versions {parsed.GetValue(from)} and {parsed.GetValue(to)} are the same.");
            else context.Print(Lines(diff));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IEnumerable<Line> Lines(StateDiff diff)
    {
        foreach (var address in diff.Added) yield return new(new Piece($"+ {address}", Ink.Green));
        foreach (var address in diff.Removed) yield return new(new Piece($"- {address}", Ink.Red));
        foreach (var changed in diff.Changed) yield return new(new Piece($"~ {changed.Address}", Ink.Yellow), new Piece($"  {string.Join(", ", changed.Attributes)}", Ink.Dim));
    }
}
