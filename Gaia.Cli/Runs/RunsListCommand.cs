using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

internal static class RunsListCommand
{
    private static readonly string[] Heading = ["RUN", "STATUS", "COMPONENT", "STACK", "OPERATION", "CHANGES", "WHEN", "BY", "MESSAGE"];

    public static Command Create(CliContext context)
    {
        var stack = new Option<string>("--stack", "-s") { Description = "Only of this stack" };
        var component = new Option<string>("--component", "-c") { Description = "Only of this component" };
        var status = new Option<RunStatus?>("--status") { Description = "Only with this status" };
        var limit = LimitOption.Create(unlessGiven: 20);
        var command = new Command("list", "The latest runs") { stack, component, status, limit, Printing.FormatOption() };
        command.SetAction((parsed, _) => Online.RunAsync(context, client => ListAsync(
            context, client, new(parsed.GetValue(stack), parsed.GetValue(component), parsed.GetValue(status)), parsed.GetValue(limit), parsed.IsJson())));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, GaiaClient client, RunQuery filter, int limit, bool json)
    {
        var (runs, more) = await LimitOption.TakeAsync(client.ListRunsAsync(filter with { PageSize = Math.Min(limit + 1, 200) }, context.Token), limit);
        if (json) context.PrintJson(new Page<RunResponse>(runs, null), ContractsJson.Default.PageRunResponse);
        else if (runs.Count == 0) context.Error.WriteLine("No runs. Start one with `gaia terraform plan <component> -s <stack>`.");
        else context.Print(Table.Of(Heading, [.. runs.Select(run => Row(run, context.Time.GetUtcNow()))]));
        if (more) context.Error.WriteLine(LimitOption.More(limit, "runs"));
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<Piece> Row(RunResponse run, DateTimeOffset now) =>
    [
        new(RunWords.Short(run.Id)),
        new(RunWords.Of(run.Status), RunWords.Ink(run.Status)),
        new(run.Component),
        new(run.Stack),
        new(RunWords.Of(run.Operation)),
        new(run.Changes is { } changes ? changes.Signs() : ""),
        new(Elapsed.Ago(run.CreatedAt, now)),
        new(run.CreatedBy),
        new(run.Message ?? "", Ink.Dim),
    ];
}
