using Gaia.Cli.Demo;
using Gaia.Contracts;
using Gaia.Stacks;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Tests.Demo;

public sealed class SampleStoryTests
{
    [Fact]
    public void Every_status_that_lasts_is_in_it_but_interrupted() => Assert.Equal(
        Enum.GetValues<SampleEnd>().Order(), SampleStory.Steps.Select(step => step.End).Distinct().Order());

    [Fact]
    public void No_two_steps_can_be_taken_for_each_other()
    {
        var played = new PlayedRuns().All();
        Assert.All(played.Newest, run => Assert.Single(SampleStory.Steps, step => step.Is(run)));
    }

    [Fact]
    public void Its_stacks_are_those_of_its_steps() =>
        Assert.Equal(SampleStory.Stacks.Order(), SampleStory.Steps.Select(step => step.Stack).Distinct().Order());

    [Fact]
    public void Every_earlier_version_of_the_files_is_used() => Assert.Equal(
        SampleFiles.Revisions, SampleStory.Steps.Select(step => step.Revision).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Nobody_approves_what_they_asked_for_and_roles_are_no_larger_than_needed()
    {
        Assert.DoesNotContain(SampleStory.Steps, step => step.By == SamplePerson.Ben);
        Assert.All(SampleStory.Steps, step => Assert.Equal(step.PlanOnly ? SamplePerson.Nightly : SamplePerson.Ana, step.By));
        Assert.Equal([Role.Operator, Role.Approver, Role.Planner], SamplePerson.All.Select(person => person.Role));
    }

    [Fact]
    public void Every_step_has_its_component_in_the_files_of_its_revision()
    {
        using var files = new SampleFiles();
        foreach (var step in SampleStory.Steps)
        {
            var repository = AtmosRepository.Open(new() { Root = RepositoryRoot.ConfinedTo(files.At(step.Revision)), WorkingDirectory = files.At(step.Revision), SearchOutward = false });
            var instance = repository.Find(step.Component, step.Stack);
            Assert.True(File.Exists(Path.Combine(instance.AbsoluteFolder, "main.tf")), $"{step.Component} in {step.Stack} at {step.Revision}");
        }
    }

    [Fact]
    public void An_earlier_version_overlays_the_newest_files()
    {
        using var files = new SampleFiles();
        const string prod = "stacks/settings/prod.yaml";
        Assert.Contains("zones: [a, b, c]", File.ReadAllText(Path.Combine(files.At(null), prod)));
        Assert.Contains("zones: [a, b]", File.ReadAllText(Path.Combine(files.At("03-backups"), prod)));
        Assert.False(Directory.Exists(Path.Combine(files.At(null), "history")));
    }
}
