using System.Formats.Tar;
using System.Text.Json.Nodes;
using Gaia.Runs.Locks;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Tests.Kit.Cluster;

namespace Gaia.Runs.Tests.Isolation.Pods;

/// <summary>Whole runs whose programs run in pods, and what can go wrong between a worker and a cluster.</summary>
public sealed class RunsInPodsTests(RunsPostgres postgres)
{
    private const string Slow =
        """
        variable "name" {
          type = string
        }
        variable "password" {
          type = string
        }
        resource "terraform_data" "first" {
          input = var.name
        }
        resource "terraform_data" "slow" {
          depends_on = [terraform_data.first]
          provisioner "local-exec" {
            command = "echo begun; sleep 300"
          }
        }
        """;

    [Fact]
    public async Task A_run_plans_and_applies_in_a_Job_each_and_neither_they_nor_their_commands_hold_a_secret()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: cluster.Settings);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains("It runs in pod gaia-", await gaia.LogAsync(run), StringComparison.Ordinal);
        Assert.NotNull(await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None));
        await Until.TrueAsync(() => cluster.Jobs == 0 && !cluster.Pods.Any(), "nothing of the run is left");
        Assert.Equal(2, JobNames(cluster).Count());
        foreach (var seen in cluster.Seen)
        {
            Assert.DoesNotContain("correct-horse-battery", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("TF_HTTP_PASSWORD", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Password=", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Connections_that_break_in_the_middle_of_output_lose_no_line_and_repeat_none()
    {
        await using var cluster = await TestCluster.StartAsync();
        var cuts = 0;
        cluster.OnTheWay = (answer, bytes) => answer is { Follows: true, Sent: > 500 } && Interlocked.Increment(ref cuts) is <= 6 ? null : bytes;
        await using var gaia = await TestGaia.StartAsync(postgres, settings: cluster.Settings, terraform: """
            variable "name" {
              type = string
            }
            variable "password" {
              type = string
            }
            resource "terraform_data" "many" {
              count = 40
              input = count.index
            }
            """);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.True(cuts > 6);
        Assert.Equal(40, run.Changes!.Create);
        var completed = (await gaia.EventsAsync(run)).Where(happened => happened.Type == "resource" && happened.Data.GetProperty("state").GetString() == "completed").Select(happened => happened.Data.GetProperty("address").GetString()).ToList();
        Assert.Equal(40, completed.Count);
        Assert.Equal(40, completed.Distinct().Count());
    }

    [Fact]
    public async Task A_cancellation_interrupts_terraform_once_and_its_state_is_kept()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, settings: cluster.Settings);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        await gaia.CancelAsync(run);
        run = await gaia.UntilAsync(run, RunStatus.Canceled);
        Assert.Contains("saved its state", run.Advice, StringComparison.Ordinal);
        Assert.NotNull(await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None));
        await Until.TrueAsync(() => cluster.Jobs == 0 && !cluster.Pods.Any(), "nothing of the run is left");
    }

    [Fact]
    public async Task A_pod_that_is_evicted_ends_its_run_with_the_reason()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, settings: cluster.Settings);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        TestCluster.Evict(cluster.Pods.Single(pod => pod.IsRunning));
        run = await gaia.UntilAsync(run, RunStatus.Failed);
        Assert.Contains("Evicted. The node was low on resource: memory.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Plan again", run.Advice, StringComparison.Ordinal);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task A_pod_that_disappears_ends_its_run_with_the_reason()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, settings: cluster.Settings);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        cluster.Vanish(cluster.Pods.Single(pod => pod.IsRunning));
        Assert.Contains("is gone: it was deleted or preempted, or its node was removed", (await gaia.UntilAsync(run, RunStatus.Failed)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drained_node_lets_terraform_save_its_state()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, settings: cluster.Settings);
        var run = await gaia.QueueAsync(autoApprove: true);
        await gaia.UntilLogAsync(run, "): begun");
        await cluster.Pods.Single(pod => pod.IsRunning).TerminateAsync(grace: null);
        run = await gaia.UntilAsync(run, RunStatus.Failed);
        var state = await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None);
        Assert.Contains("\"first\"", System.Text.Encoding.UTF8.GetString(state!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_that_is_exceeded_ends_the_run_with_the_words_of_the_cluster()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: cluster.Settings);
        cluster.Refusal = "jobs.batch \"gaia-1\" is forbidden: exceeded quota: runs, requested: count/jobs.batch=1, used: 5, limited: 5";
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("exceeded quota: runs", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImagePullBackOff", "Back-off pulling image \"nowhere/none:1\"", "00:00:01")]
    [InlineData("InvalidImageName", "Failed to apply default image tag \"A:B:C\"", "01:00:00")]
    public async Task A_pod_without_its_image_ends_the_run_after_a_limit_or_where_it_is_hopeless_at_once(string reason, string message, string limit)
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Stuck = new() { ["phase"] = "Pending", ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "run", ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } } }) };
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>(cluster.Settings) { ["Gaia:RunPods:StartLimit"] = limit });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains($"{reason}: {message}", run.Error, StringComparison.Ordinal);
        await Until.TrueAsync(() => cluster.Jobs == 0 && !cluster.Pods.Any(), "nothing of the run is left");
    }

    [Fact]
    public async Task A_Job_that_makes_no_pod_ends_the_run_with_what_its_controller_says()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.FailedCreate = "Error creating: pods \"x\" is forbidden: error looking up service account gaia-runs/gaia-run: serviceaccount \"gaia-run\" not found";
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>(cluster.Settings) { ["Gaia:RunPods:StartLimit"] = "00:00:03" });
        Assert.Contains("serviceaccount \"gaia-run\" not found", (await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Job_whose_answer_is_lost_is_not_made_twice()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: cluster.Settings);
        cluster.LosesAnswer = true;
        await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        Assert.False(cluster.LosesAnswer);
        Assert.Single(JobNames(cluster).Distinct());
    }

    // Without the one that a worker asks about when it starts.
    private static IEnumerable<string> JobNames(TestCluster cluster) => cluster.Seen
        .Where(text => text.Contains("\"kind\":\"Job\"", StringComparison.Ordinal))
        .Select(text => (string)JsonNode.Parse(text)!["metadata"]!["name"]!)
        .Where(name => !name.EndsWith("-0-0", StringComparison.Ordinal));

    [Theory]
    [InlineData("../../../escaped", "leaves the root")]
    [InlineData("/tmp/gaia-escaped", "absolute path")]
    public async Task Files_that_come_back_and_would_lie_elsewhere_are_refused(string name, string why)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Gnu, leaveOpen: true))
            writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1, 2, 3]) });
        cluster.OnTheWay = (answer, bytes) => answer.Fetches ? answer.Sent == 0 ? tar.ToArray() : [] : bytes;
        await using var gaia = await TestGaia.StartAsync(postgres, settings: cluster.Settings);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(gaia.Folder, "escaped", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/gaia-escaped"));
    }

    [Fact]
    public async Task Output_beyond_its_limit_ends_the_program()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>(cluster.Settings) { ["Gaia:RunPods:MaxOutputBytes"] = "1000" });
        Assert.Contains("more than 1000 bytes (Gaia__RunPods__MaxOutputBytes)", (await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_apply_whose_worker_is_killed_is_ended_with_its_pod_before_its_run_says_so(bool sameMachine)
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        var settings = OfWorker(cluster);
        var run = await gaia.QueueAsync(autoApprove: true);
        TestPod pod;
        await using (var first = WorkerProcess.Start(gaia, settings))
        {
            await gaia.UntilLogAsync(run, "): begun");
            pod = cluster.Pods.Single(each => each.IsRunning);
            await first.KillAsync();
        }
        Assert.True(pod.IsRunning);
        await using var second = WorkerProcess.Start(gaia, [.. settings, ("Gaia__DataDirectory", sameMachine ? gaia.DataDirectory : Elsewhere(gaia))]);
        run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        Assert.False(pod.IsRunning);
        // Whoever rescued it may have had a pod of its own, which goes after the run's record.
        await Until.TrueAsync(() => !cluster.Pods.Any(), "every pod has gone");
        Assert.Contains("what it did is in the state", run.Advice, StringComparison.Ordinal);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
        var state = await gaia.Get<ReadState>().ExecuteAsync(run.State, CancellationToken.None);
        Assert.Contains("\"first\"", System.Text.Encoding.UTF8.GetString(state!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_errored_state_that_could_not_be_taken_at_first_is_taken_by_the_next_attempt()
    {
        using var backend = new StateServer(refuseWrites: 1);
        await using var cluster = await TestCluster.StartAsync();
        // Until the next attempt asks what runs there.
        cluster.OnTheWay = (answer, bytes) => answer.FetchesErrored && !cluster.Seen.Any(text => text.Contains("echo running", StringComparison.Ordinal)) ? null : bytes;
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>(cluster.Settings) { ["Gaia:RunPods:LostLimit"] = "00:00:01" });
        gaia.Repository.KeepStateIn(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Interrupted);
        Assert.Contains("Gaia pushed it", run.Advice, StringComparison.Ordinal);
        Assert.Contains("greeting", System.Text.Encoding.UTF8.GetString(backend.State!), StringComparison.Ordinal);
        await Until.TrueAsync(() => cluster.Jobs == 0 && !cluster.Pods.Any(), "nothing of the run is left");
    }

    [Fact]
    public async Task An_errored_state_that_cannot_be_taken_stays_in_its_pod_and_the_run_says_where()
    {
        using var backend = new StateServer(refuseWrites: 1);
        await using var cluster = await TestCluster.StartAsync();
        cluster.OnTheWay = (answer, bytes) => answer.FetchesErrored ? null : bytes;
        await using var gaia = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?>(cluster.Settings) { ["Gaia:RunPods:LostLimit"] = "00:00:01" });
        gaia.Repository.KeepStateIn(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Interrupted, seconds: 90);
        var pod = cluster.Pods.Single(each => File.Exists(Path.Combine(each.Folder, "tree/components/terraform/app/errored.tfstate")));
        Assert.Contains($"kubectl -n gaia-runs exec {pod.Name} -- find {pod.Root}/tree -name errored.tfstate", run.Advice, StringComparison.Ordinal);
        Assert.True(pod.IsRunning);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task An_errored_state_outlives_the_worker_that_took_it_from_its_pod()
    {
        using var backend = new StateServer(refuseWrites: int.MaxValue);
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        gaia.Repository.KeepStateIn(backend);
        var run = await gaia.QueueAsync(autoApprove: true);
        var settings = OfWorker(cluster);
        await using (var first = WorkerProcess.Start(gaia, settings))
        {
            await gaia.UntilLogAsync(run, "): begun");
            await first.KillAsync();
        }
        await using (var second = WorkerProcess.Start(gaia, settings))
        {
            cluster.OnJobDeleted = second.KillAsync;
            await Until.TrueAsync(() => !second.IsRunning, "the worker is killed as it has ended the Job", seconds: 60);
        }
        cluster.OnJobDeleted = null;
        backend.Recover();
        await using var third = WorkerProcess.Start(gaia, [.. settings, ("Gaia__DataDirectory", Elsewhere(gaia))]);
        run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        Assert.Contains("Gaia pushed it", run.Advice, StringComparison.Ordinal);
        Assert.Contains("\"first\"", System.Text.Encoding.UTF8.GetString(backend.State!), StringComparison.Ordinal);
        await Until.TrueAsync(() => !cluster.Pods.Any(), "every pod has gone");
    }

    [Fact]
    public async Task An_apply_whose_pod_was_evicted_after_its_worker_died_is_not_called_a_good_end()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using (var first = WorkerProcess.Start(gaia, OfWorker(cluster)))
        {
            await gaia.UntilLogAsync(run, "): begun");
            await first.KillAsync();
        }
        TestCluster.Evict(cluster.Pods.Single(each => each.IsRunning));
        await using var second = WorkerProcess.Start(gaia, OfWorker(cluster));
        run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        Assert.Contains("ended before its files could be taken", run.Advice, StringComparison.Ordinal);
        Assert.Contains("Evicted. The node was low on resource: memory.", run.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("what it did is in the state", run.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_without_the_namespace_of_an_apply_leaves_it_to_one_that_has_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var gaia = await TestGaia.StartAsync(postgres, Slow, worker: false);
        var run = await gaia.QueueAsync(autoApprove: true);
        await using (var first = WorkerProcess.Start(gaia, OfWorker(cluster)))
        {
            await gaia.UntilLogAsync(run, "): begun");
            await first.KillAsync();
        }
        Assert.Equal("gaia-runs", (await gaia.FindAsync(run)).AppliesIn);
        await using (var second = WorkerProcess.Start(gaia, ("Gaia__Jobs__Backoff", "00:00:00.010")))
        {
            const string reason = "waits for another worker: ";
            await Until.TrueAsync(() => second.Output.Split(reason).Length > 8, "it came by more often than the job has attempts");
            Assert.Contains($"{reason}Run {run.Id} applies in a pod of namespace gaia-runs", second.Output, StringComparison.Ordinal);
            Assert.Equal(RunStatus.Applying, (await gaia.FindAsync(run)).Status);
            Assert.True(cluster.Pods.Single().IsRunning);
            await second.KillAsync();
        }
        await using var third = WorkerProcess.Start(gaia, OfWorker(cluster));
        run = await gaia.UntilAsync(run, RunStatus.Interrupted);
        Assert.DoesNotContain("Nobody knows", run.Advice, StringComparison.Ordinal);
    }

    private static (string, string)[] OfWorker(TestCluster cluster) => [.. cluster.Settings.Select(pair => (pair.Key.Replace(":", "__", StringComparison.Ordinal), pair.Value!))];

    // Blobs and keys are shared; workdirs are a machine's own.
    private static string Elsewhere(TestGaia gaia)
    {
        var folder = Directory.CreateDirectory(Path.Combine(gaia.Folder, "elsewhere")).FullName;
        foreach (var shared in Directory.EnumerateDirectories(gaia.DataDirectory).Where(path => Path.GetFileName(path) != "work"))
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(shared)), shared);
        return folder;
    }

    [Fact]
    public async Task A_stack_may_ask_for_Kubernetes_and_a_worker_that_has_none_refuses_it_by_name()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var with = await TestGaia.StartAsync(postgres, settings: new Dictionary<string, string?> { ["Gaia:RunPods:Namespace"] = TestCluster.Namespace, ["Gaia:RunPods:Kubeconfig"] = cluster.Kubeconfig });
        Ask(with);
        Assert.Contains("It runs in pod", await with.LogAsync(await with.UntilAsync(await with.QueueAsync(), RunStatus.AwaitingApproval)), StringComparison.Ordinal);
        await using var without = await TestGaia.StartAsync(postgres);
        Ask(without);
        Assert.Contains("makes no Kubernetes Jobs: set its Gaia__RunPods__Namespace", (await without.UntilAsync(await without.QueueAsync(), RunStatus.Failed)).Error, StringComparison.Ordinal);

        static void Ask(TestGaia gaia) => gaia.Repository.Write("stacks/test.yaml",
            gaia.Repository.Read("stacks/test.yaml").Replace("    app:\n", "    app:\n      settings: {gaia: {execution: kubernetes}}\n", StringComparison.Ordinal));
    }
}
