using Gaia.Contracts.Audit;

namespace Gaia.Contracts;

/// <summary>Verifies a run of audit rows, oldest first, without a server: the hashes, their links and the numbering.</summary>
/// <param name="heads">That were noted elsewhere: each must be a row of this log. A log whose hashes were all made anew fits itself, but not them.</param>
public sealed class AuditChain(IEnumerable<AuditHead> heads)
{
    private readonly ILookup<long, AuditHead> noted = heads.ToLookup(head => head.Sequence);
    private long count;
    private long sequence;
    private string head = AuditHash.Genesis;
    private long lastNoted;
    private AuditVerificationResponse? broken;

    public AuditChain() : this([])
    {
    }

    /// <summary>Of all that was added; heads beyond it are of rows that are not there.</summary>
    public AuditVerificationResponse Result => broken ?? (Beyond() is { } lost
        ? new(count, head, sequence + 1, $"row {lost.Sequence} was noted at {lost.At:u} and the log ends with row {sequence}: rows at its end were cut off")
        : new(count, head, null, null));

    /// <summary>All rows from the first; stops at the first that does not fit.</summary>
    public static AuditVerificationResponse Verify(IEnumerable<AuditEntryResponse> entries)
    {
        var chain = new AuditChain();
        foreach (var entry in entries)
            if (!chain.Add(entry))
                break;
        return chain.Result;
    }

    /// <returns>False when the row does not fit; nothing that follows counts any more.</returns>
    public bool Add(AuditEntryResponse entry)
    {
        if (broken is not null) return false;
        if (Fault(entry) is { } reason)
        {
            broken = new(count, head, entry.Sequence, reason);
            return false;
        }
        (count, sequence, head) = (count + 1, entry.Sequence, entry.Hash);
        if (noted[sequence].Any()) lastNoted = sequence;
        return true;
    }

    private string? Fault(AuditEntryResponse entry)
    {
        if (entry.Sequence != sequence + 1) return $"row {sequence + 1} is missing: row {entry.Sequence} follows row {sequence}";
        if (entry.PreviousHash != head) return $"row {entry.Sequence} does not continue row {sequence}: a row before it was changed or replaced";
        var hash = AuditHash.Of(entry.PreviousHash, entry.Sequence, entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.Stack);
        if (entry.Hash != hash) return $"row {entry.Sequence} was changed after it was written";
        return noted[entry.Sequence].FirstOrDefault(was => was.Hash != entry.Hash) is { } other
            ? $"row {entry.Sequence} is not the one that was noted at {other.At:u} ({other.Hash}): the log was written anew from row {lastNoted + 1} or a later one on"
            : null;
    }

    private AuditHead? Beyond() => noted.Where(heads => heads.Key > sequence).OrderBy(heads => heads.Key).FirstOrDefault()?.First();
}
