using Gaia.Cli.Demo;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Demo;

public sealed class SampleHistoryTests
{
    private static readonly int Length = SampleStory.Steps.Count;

    [Fact]
    public void Without_runs_there_is_no_sample() => Assert.Equal(SamplePhase.Absent, new PlayedRuns().History.Phase);

    [Fact]
    public void Runs_of_other_people_in_its_stacks_are_not_the_sample()
    {
        var history = new PlayedRuns().Add("network", "acme-dev", RunOperation.Apply, RunStatus.Applied, "development", SampleStory.Steps[0].Message).History;
        Assert.Equal((SamplePhase.Absent, 0, 0), (history.Phase, history.Runs.Count, history.Instances.Count));
    }

    public static TheoryData<int> CutOff => [.. Enumerable.Range(1, Length - 1)];

    [Theory]
    [MemberData(nameof(CutOff))]
    public void Cut_off_after_any_step_it_goes_on_with_the_next(int steps)
    {
        var history = new PlayedRuns().Steps(steps).History;
        Assert.Equal(SamplePhase.Underway, history.Phase);
        Assert.All(SampleStory.Steps.Take(steps), step => Assert.True(step.IsDone(history.Find(step)!.Status)));
        Assert.All(SampleStory.Steps.Skip(steps), step => Assert.Null(history.Find(step)));
    }

    [Fact]
    public void Played_to_the_end_it_is_complete() => Assert.Equal(SamplePhase.Complete, new PlayedRuns().All().History.Phase);

    [Theory]
    [InlineData(RunStatus.Applied)]
    [InlineData(RunStatus.Discarded)]
    [InlineData(RunStatus.Canceled)]
    public void What_a_person_decides_about_the_waiting_run_leaves_it_complete(RunStatus decided) =>
        Assert.Equal(SamplePhase.Complete, new PlayedRuns().Steps(Length - 1).Step(SampleStory.Steps[^1], decided).History.Phase);

    [Theory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Applying)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Interrupted)]
    public void A_step_that_is_at_work_or_ended_by_accident_is_not_done(RunStatus status)
    {
        var history = new PlayedRuns().Steps(2).Step(SampleStory.Steps[2], status).History;
        Assert.False(SampleStory.Steps[2].IsDone(history.Find(SampleStory.Steps[2])!.Status));
    }

    [Fact]
    public void A_step_that_was_made_again_counts_as_it_ended_last()
    {
        var history = new PlayedRuns().Steps(2).Step(SampleStory.Steps[2], RunStatus.Failed).Step(SampleStory.Steps[2], RunStatus.Applied).History;
        Assert.Equal(RunStatus.Applied, history.Find(SampleStory.Steps[2])!.Status);
    }

    [Fact]
    public void Runs_of_another_story_are_not_continued() => Assert.Equal(SamplePhase.Foreign,
        new PlayedRuns().Steps(3).Add("cache", "acme-dev", RunOperation.Apply, RunStatus.Applied, SamplePerson.Ana.Actor, "As another version had it").History.Phase);

    [Fact]
    public void Dependents_are_removed_first_and_what_is_destroyed_already_is_left_out()
    {
        var instances = new PlayedRuns().All().History.Instances;
        Assert.Equal(6, instances.Count);
        Assert.DoesNotContain(instances, instance => instance.Component == "api-preview");
        foreach (var stack in SampleStory.Stacks)
            Assert.Equal(["api", "database", "network"], instances.Where(instance => instance.Stack == stack).Select(instance => instance.Component));
    }

    [Theory]
    [InlineData(1, RunStatus.Applied, 5)]
    [InlineData(3, RunStatus.Planned, 3)]
    [InlineData(6, RunStatus.Failed, 6)]
    public void A_removal_that_was_cut_off_is_unfinished(int count, RunStatus status, int left)
    {
        var history = new PlayedRuns().All().Removed(count, status).History;
        Assert.Equal((SamplePhase.Removing, left), (history.Phase, history.Instances.Count));
    }

    [Fact]
    public void Removed_it_is_absent_and_may_begin_anew()
    {
        var played = new PlayedRuns().All().Removed();
        Assert.Equal((SamplePhase.Absent, 0), (played.History.Phase, played.History.Runs.Count));

        Assert.Equal((SamplePhase.Underway, 4), (played.Steps(4).History.Phase, played.History.Runs.Count));
    }

    [Fact]
    public void Made_anew_it_is_complete_with_its_newest_runs_alone()
    {
        var history = new PlayedRuns().All().Removed().All().History;
        Assert.Equal((SamplePhase.Complete, Length), (history.Phase, history.Runs.Count));
        Assert.Equal(Length + 6, history.Runs.Min(run => int.Parse(run.Configuration!.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
