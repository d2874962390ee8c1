using Gaia.Runs.Events;
using Gaia.Runs.Plans;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>
/// Terraform goes on when its worker dies, and writes to its files until it ends. What of that is not in the run's log is taken from there by
/// whoever comes next. The log has a beginning of each file, in its order: what is left is after as many events as it has.
/// </summary>
public sealed class LostOutput(RunEventStore events, KeptPlans plans)
{
    /// <param name="session">It knows the secrets of the component.</param>
    /// <param name="phase">And name of the files.</param>
    internal async Task TakeAsync(RunSession session, WorkDirectory from, string phase, CancellationToken cancellationToken)
    {
        session.Hide(await plans.ReadSecretsAsync(session.Run.Id, cancellationToken));
        var (output, errors) = await session.RetryAsync(() => events.CountOutputAsync(session.Run.Id, phase, cancellationToken));
        Take(from.Log($"{phase}.out"), output, session.Read, session);
        Take(from.Log($"{phase}.err"), errors, session.ReadErrors, session);
    }

    private static void Take(string file, long known, Func<string, IEnumerable<NewEvent>> read, RunSession session)
    {
        if (!File.Exists(file)) return;
        using var tail = new FileTail(file, line =>
        {
            foreach (var happened in read(line))
                if (--known < 0) session.Events.Add(happened);
        });
        tail.Finish();
    }
}
