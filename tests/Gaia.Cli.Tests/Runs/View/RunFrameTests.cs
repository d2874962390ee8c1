using Gaia.Cli.Runs.View;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Runs.View;

/// <summary>What stands on a console of 80 by 24.</summary>
public sealed class RunFrameTests
{
    private static readonly FakeRun Applying = new FakeRun().Became(RunStatus.Planning)
        .Resource("terraform_data.greeting[\"ada\"]", "planned", ChangeAction.Create)
        .Resource("terraform_data.slow", "planned", ChangeAction.Create)
        .Resource("module.network.aws_vpc.main", "planned", ChangeAction.Update)
        .Resource("module.network.module.subnets.aws_subnet.private[10]", "planned", ChangeAction.Create)
        .Resource("module.network.module.subnets.aws_subnet.private[2]", "planned", ChangeAction.Create)
        .Resource("terraform_data.generation", "planned", ChangeAction.Replace)
        .Resource("terraform_data.broken", "planned", ChangeAction.Create)
        .Became(RunStatus.Approved).Became(RunStatus.Applying).Phase("apply")
        .Resource("terraform_data.greeting[\"ada\"]", "started", ChangeAction.Create)
        .Resource("terraform_data.greeting[\"ada\"]", "completed", ChangeAction.Create, 0)
        .Resource("terraform_data.slow", "started", ChangeAction.Create)
        .Resource("terraform_data.generation", "started", ChangeAction.Delete)
        .Resource("terraform_data.generation", "completed", ChangeAction.Delete, 1)
        .Resource("terraform_data.broken", "started", ChangeAction.Create)
        .Resource("terraform_data.broken", "failed", ChangeAction.Create, 2)
        .Resource("module.network.aws_vpc.main", "started", ChangeAction.Update);

    [Fact]
    public void An_apply() => Approved.Check("applying", Frame(Applying, seconds: 65));

    [Fact]
    public void An_interrupted_apply_says_what_was_in_flight()
    {
        var run = new FakeRun().Became(RunStatus.Planning).Resource("a.b", "planned", ChangeAction.Create).Resource("a.c", "planned", ChangeAction.Create)
            .Became(RunStatus.Applying).Resource("a.b", "started", ChangeAction.Create).Became(RunStatus.Interrupted);
        var result = new RunFrame("t", Progress(run), FakeRun.Start, 0).DrawResult(79).Select(line => line.ToString());
        Assert.Equal(["├─ ? a.b  in flight", "└─ · a.c  not started"], result);
    }

    [Fact]
    public void A_replacement_is_done_when_both_halves_are()
    {
        var run = new FakeRun().Became(RunStatus.Planning).Resource("a.b", "planned", ChangeAction.Replace).Became(RunStatus.Applying);
        foreach (var action in (ChangeAction[])[ChangeAction.Delete, ChangeAction.Create])
        {
            Assert.False(Progress(run.Resource("a.b", "started", action)).Row("a.b")!.IsDone);
            run.Resource("a.b", "completed", action, 1);
        }
        Assert.True(Progress(run).Row("a.b")!.IsDone);
        Assert.Contains("replaced", Frame(run, 1));
    }

    [Fact]
    public void A_plan_that_reads() => Approved.Check("planning", Frame(new FakeRun().Became(RunStatus.Planning).Phase("plan")
        .Resource("aws_vpc.main", "refreshing", ChangeAction.NoOp).Resource("aws_vpc.main", "refreshed", ChangeAction.NoOp)
        .Resource("aws_subnet.a", "refreshing", ChangeAction.NoOp).Resource("aws_s3_bucket.b", "planned", ChangeAction.Create), seconds: 4));

    [Fact]
    public void A_preparation_shows_the_last_log_lines() => Approved.Check("preparing", Frame(new FakeRun().Became(RunStatus.Planning).Phase("init")
        .Log("Initializing the backend...").Log("Initializing provider plugins...").Log("- Finding hashicorp/aws versions matching \"5.100.0\"...")
        .Log("- Installing hashicorp/aws v5.100.0... " + new string('x', 80)), seconds: 4));

    [Theory]
    [InlineData(24)]
    [InlineData(12)]
    [InlineData(6)]
    public void More_than_fits_is_counted_and_never_scrolls(int height)
    {
        var run = new FakeRun().Became(RunStatus.Planning);
        for (var i = 0; i < 150; i++) run.Resource($"module.m{i % 3}.aws_thing.t[{i}]", "planned", ChangeAction.Create);
        run.Became(RunStatus.Applying);
        for (var i = 0; i < 150; i++) if (i < 100) run.Resource($"module.m{i % 3}.aws_thing.t[{i}]", "started", ChangeAction.Create);
        for (var i = 0; i < 150; i++) if (i < 95) run.Resource($"module.m{i % 3}.aws_thing.t[{i}]", "completed", ChangeAction.Create, 1);
        var lines = new RunFrame("big in dev", Progress(run), FakeRun.Start, 0).Draw(79, height);

        Assert.InRange(lines.Count, 3, height);
        Assert.Contains("95 of 150 done", lines[0].ToString());
        if (height == 24) Approved.Check("collapsed", string.Concat(lines.Select(line => line + "\n")));
        Assert.All(lines, line => Assert.InRange(line.Width, 0, 79));
    }

    [Fact]
    public void A_plan_run_anew_by_another_worker_starts_with_an_empty_tree() => Assert.Empty(Progress(new FakeRun()
        .Became(RunStatus.Planning).Resource("a.b", "refreshing", ChangeAction.NoOp).Became(RunStatus.Planning)).Resources);

    [Fact]
    public void An_event_of_a_later_version_is_passed_over() =>
        Assert.Equal(2, Progress(new FakeRun().Became(RunStatus.Planning).Add("cost", new LogLine("a", "b"), ContractsJson.Default.LogLine)).Last);

    [Fact]
    public void Words_wrap_at_spaces_and_keep_their_own_lines() => Assert.Equal(
        ["one two", "three", "a-very-long-word", "four", "five"], Wrapped.Of("one two three a-very-long-word four\nfive\n", 8));

    [Theory]
    [InlineData("aws_vpc.main", "", "aws_vpc.main")]
    [InlineData("module.a.module.b[\"x.y\"].aws_vpc.main[\"p.q\"]", "module.a|module.b[\"x.y\"]", "aws_vpc.main[\"p.q\"]")]
    [InlineData("module.a.data.aws_ami.x", "module.a", "data.aws_ami.x")]
    public void Addresses_split_at_modules(string address, string modules, string name)
    {
        var parsed = ResourceAddress.Parse(address);
        Assert.Equal((modules, name), (string.Join('|', parsed.Modules), parsed.Name));
    }

    private static string Frame(FakeRun run, int seconds) => string.Concat(
        new RunFrame("hello in local", Progress(run), FakeRun.Start.AddSeconds(seconds), 3).Draw(79, 23).Select(line => line + "\n"));

    private static RunProgress Progress(FakeRun run)
    {
        var progress = new RunProgress();
        foreach (var happened in run.Events) progress.Add(happened);
        return progress;
    }
}
