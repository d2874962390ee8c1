using Gaia.Cli.Hosting;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Demo;

/// <summary>Plays the story from where it is to its end, one run after the other, and says how far it is.</summary>
internal sealed class SeedSample(CliContext context, GaiaClient client)
{
    public async Task<SampleHistory> RunAsync(SampleHistory history)
    {
        using var files = new SampleFiles();
        await using var people = await SamplePeople.ComeAsync(context, client);
        var runs = new SampleRun(context, people, files);
        foreach (var (index, step) in SampleStory.Steps.Index())
        {
            var begun = history.Find(step);
            if (begun is not null && step.IsDone(begun.Status)) continue;
            var run = await runs.PlayAsync(step, begun);
            Say($"seeding: {index + 1} of {SampleStory.Steps.Count}: {step.Stack} {step.Component}: {DemoWords.Of(run)}");
            if (!step.IsDone(run.Status)) throw Unexpected(step, run);
        }
        return await SampleHistory.ReadAsync(client, context.Token);
    }

    private void Say(string text)
    {
        context.Error.WriteLine(text);
        context.Error.Flush();
    }

    private static CliException Unexpected(SampleStep step, RunResponse run) => new(
        $"{step.Component} in {step.Stack} is {RunWords.Of(run.Status)}; the sample wants it {Wanted(step.End)}.{(run.Error is { } error ? $" {error}" : "")}",
        ExitCodes.Failed,
        $"`gaia runs logs {RunWords.Short(run.Id)}` shows everything terraform said.",
        "`gaia demo seed` tries it again; `gaia demo reset` begins anew.");

    private static string Wanted(SampleEnd end) => end switch
    {
        SampleEnd.Applied => "applied",
        SampleEnd.Planned => "planned",
        SampleEnd.Failed => "failed",
        SampleEnd.Canceled => "canceled",
        SampleEnd.Discarded => "discarded",
        SampleEnd.Waiting => "awaiting approval",
    };
}
