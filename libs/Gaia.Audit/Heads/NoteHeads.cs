using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Audit.Heads;

/// <summary>Notes the head of the log outside of the database whenever it has changed, and once more at the end. One replica does it at a time.</summary>
internal sealed partial class NoteHeads(
    HeadReader reader, IReadOnlyList<IHeadPlace> places, NotedHeads state, IOptions<AuditHeadOptions> options, TimeProvider time, ILogger<NoteHeads> logger)
    : BackgroundService
{
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private readonly Dictionary<IHeadPlace, LogHead> noted = [];
    private readonly HashSet<string> told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (places.Count == 0) return;
        try
        {
            while (true)
            {
                await NoteAsync(stoppingToken);
                await Task.Delay(state.Problem is null ? options.Value.HeadInterval : Soon, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(LastLimit, time);
            try
            {
                await NoteAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                LogNotNoted("the last head", $"there was no answer within {LastLimit.TotalSeconds} s");
            }
        }
        finally
        {
            await reader.DisposeAsync();
        }
    }

    private TimeSpan Soon => options.Value.HeadInterval < Retry ? options.Value.HeadInterval : Retry;

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var head = await reader.ReadAsync(cancellationToken);
            var problems = new List<string>();
            foreach (var place in places)
                if (head is not null && await TryAsync(place, head, cancellationToken) is { } failed)
                    problems.Add(failed);
            state.Problem = problems.Count == 0 ? null : string.Join("; ", problems);
            if (problems.Count == 0) told.Clear();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            state.Problem = $"the log cannot be read: {fault.Message}";
            Tell("the head", fault.Message);
        }
    }

    private async Task<string?> TryAsync(IHeadPlace place, LogHead head, CancellationToken cancellationToken)
    {
        if (noted.TryGetValue(place, out var last) && (last.Sequence, last.Hash) == (head.Sequence, head.Hash)) return null;
        try
        {
            await place.NoteAsync(head, cancellationToken);
            noted[place] = head;
            return null;
        }
        catch (HeadNotNotedException fault)
        {
            Tell(place.Name, fault.Message);
            return $"{place.Name}: {fault.Message}";
        }
    }

    // Once, until it works again.
    private void Tell(string place, string reason)
    {
        if (told.Add($"{place} {reason}")) LogNotNoted(place, reason);
    }

    [LoggerMessage(EventName = "audit.head-not-noted", Level = LogLevel.Error,
        Message = "The head of the audit log was not noted, {Place}: {Reason}. It is tried again.")]
    private partial void LogNotNoted(string place, string reason);
}
