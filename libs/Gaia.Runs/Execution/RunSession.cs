using Gaia.Jobs;
using Gaia.Runs.Events;
using Gaia.Runs.Isolation;
using Gaia.Runs.Masking;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>One attempt of this worker at one run: its event log, its workdir, its mask, and what may stop it.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private static readonly TimeSpan LookForForce = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource kill = new();
    private readonly CancellationTokenSource interrupt;
    private readonly CancellationTokenSource ended = new();
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public RunSession(Run run, JobContext job, RunEventWriter events, WorkDirectory work, TimeProvider time, CancellationToken stopping)
    {
        (Run, Job, Events, Work, this.time) = (run, job, events, work, time);
        interrupt = CancellationTokenSource.CreateLinkedTokenSource(job.Canceled, job.LeaseLost, stopping);
        work.Attempt = RunAttempt.Of(run, job, Say);
        events.Start();
    }

    public Run Run { get; set; }

    public JobContext Job { get; }

    public RunEventWriter Events { get; }

    public WorkDirectory Work { get; }

    public SecretMask Mask { get; private set; } = WorkerSecrets.Mask;

    public RunWork ForPreparing => new(Run, Work, Job, Hide);

    public Actor Actor => new($"worker:{Environment.MachineName}");

    public TerraformStop Stop => new(interrupt.Token, kill.Token);

    /// <summary>What will enclose the next call, where it is set up already.</summary>
    public ReadySandbox? Ready { get; set; }

    /// <summary>The first error that terraform reported, masked.</summary>
    public string? FirstError { get; private set; }

    /// <summary>What an earlier try reported is not the fault of the next one.</summary>
    public void Retry()
    {
        FirstError = null;
        reported.Clear();
    }

    public int Completed { get; private set; }

    /// <summary>The run has gone on without this session, and its workdir may be another's already.</summary>
    public bool IsHandedOn { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Masks these too from now on.</summary>
    public void Hide(IEnumerable<string> secrets) => Mask = Mask.With(secrets);

    public void Phase(string phase) => Events.Add(NewEvent.Phase(Now, phase));

    public void Output(string line) => Events.AddRange(Read(line));

    /// <summary>The events of a line that terraform wrote.</summary>
    public IEnumerable<NewEvent> Read(string line)
    {
        foreach (var happened in TerraformLog.Read(line, Now, Mask))
        {
            // Terraform reports some errors once for each walk over the configuration.
            if (happened.Type == "diagnostic" && !reported.Add(happened.Data)) continue;
            FirstError ??= TerraformLog.Error(happened);
            if (happened.Type == "resource" && happened.Data.Contains("\"state\":\"completed\"", StringComparison.Ordinal)) Completed++;
            yield return happened;
        }
    }

    /// <summary>What is asked of PostgreSQL, again and again while it is away and the job is held.</summary>
    public Task<T> RetryAsync<T>(Func<Task<T>> act) => TransientFaults.RetryAsync(act, Job, time);

    /// <summary>A word of Gaia's own in the log.</summary>
    public void Say(string text) => Events.AddRange(TerraformLog.Plain("gaia", Work.Shown(text), Now, Mask));

    public void ErrorOutput(string line) => Events.AddRange(ReadErrors(line));

    public IEnumerable<NewEvent> ReadErrors(string line) => TerraformLog.Plain("stderr", Work.Shown(line), Now, Mask);

    public void ThrowIfStopped(string phase)
    {
        if (interrupt.IsCancellationRequested) throw new RunStoppedException(phase, null);
    }

    /// <summary>After a cancellation somebody may still lose patience with terraform: then it is killed.</summary>
    public void WatchForForce(Func<Task<bool>> isForced) => _ = Task.Run(async () =>
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Job.Canceled, ended.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                if (await isForced()) await kill.CancelAsync();
            }
            catch (Exception fault) when (TransientFaults.IsPassing(fault))
            {
                // Asked again in a moment; the grace goes on meanwhile.
            }
            await Task.Delay(LookForForce, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        try
        {
            if (Ready is not null) await new EnclosedProcess(Ready).EndAsync(time);
            await Events.DisposeAsync();
        }
        finally
        {
            if (Work.Pod is { } pod) await pod.DisposeAsync();
            Work.Lease?.Dispose();
            interrupt.Dispose();
            if (!IsHandedOn) Work.RemoveSecrets();
        }
    }
}
