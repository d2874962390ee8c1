using System.CommandLine;
using System.Globalization;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Retention;

internal static class RetentionShowCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("show", "The policy, what is due to be removed, and what the last sweep removed") { Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var retention = await client.GetRetentionAsync(context.Token);
            if (parsed.IsJson()) context.PrintJson(retention, ContractsJson.Default.RetentionResponse);
            else Print(context, retention);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static void Print(CliContext context, RetentionResponse retention)
    {
        var (policy, due, last) = (retention.Policy, retention.Due, retention.LastSweep);
        context.Print(Table.Of(["WHAT", "KEPT", "DUE", "LAST SWEEP"],
        [
            Row("runs", $"{Days(policy.Runs)}, and the newest {policy.RunsKept} of each component", due.Runs, last?.Runs),
            Row("logs", Days(policy.Logs), due.Logs, last?.Logs),
            Row("plans", Days(policy.Plans), due.Plans, last?.Plans),
            Row("versions of states", $"{Days(policy.StateVersions)}, and the newest {policy.StateVersionsKept} of each state", due.StateVersions, last?.StateVersions),
            Row("configurations", $"{Days(policy.Configurations)} from their last use", due.Configurations, last?.Configurations),
            Row("dead jobs", Days(policy.DeadJobs), due.DeadJobs, last?.DeadJobs),
        ]));
        context.Error.WriteLine(retention.SweptAt is { } at
            ? $"The last sweep was {Elapsed.Ago(at, context.Time.GetUtcNow())}. The audit log is kept for ever."
            : "There was no sweep yet; a worker makes one each hour. The audit log is kept for ever.");
    }

    private static IReadOnlyList<Piece> Row(string what, string kept, long due, long? last) =>
        [new(what), new(kept), new(Number(due), due > 0 ? Ink.Yellow : Ink.Plain), new(last is { } some ? Number(some) : "-")];

    private static string Days(double days) => days switch
    {
        0 => "for ever",
        1 => "1 day",
        _ => $"{days.ToString("0.##", CultureInfo.InvariantCulture)} days",
    };

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
