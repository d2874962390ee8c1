using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Locks;

internal static class LocksListCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("list", "The locks that runs hold now") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var locks = new List<LockResponse>();
            await foreach (var held in client.ListLocksAsync(context.Token)) locks.Add(held);
            if (parsed.IsJson())
            {
                context.PrintJson(new Page<LockResponse>(locks, null), ContractsJson.Default.PageLockResponse);
                return ExitCodes.Ok;
            }
            if (locks.Count == 0) context.Error.WriteLine("No run holds a lock.");
            else context.Print(Table.Of(["RUN", "COMPONENT", "STACK", "HOLDER", "SINCE", "STATE"], [.. locks.Select(held => Row(held, context.Time.GetUtcNow()))]));
            context.Error.WriteLine("`gaia state locks` shows the states that somebody's own terraform holds as well.");
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IReadOnlyList<Piece> Row(LockResponse held, DateTimeOffset now) =>
        [new(RunWords.Short(held.RunId)), new(held.Component), new(held.Stack), new(held.Holder), new(Elapsed.Ago(held.AcquiredAt, now)), new(held.StateIdentity)];
}
