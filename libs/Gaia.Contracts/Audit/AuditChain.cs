using Gaia.Contracts.Audit;

namespace Gaia.Contracts;

/// <summary>Verifies a run of audit rows, oldest first, without a server: the hashes, their links and the numbering.</summary>
public sealed class AuditChain
{
    private long count;
    private long sequence;
    private string head = AuditHash.Genesis;
    private AuditVerificationResponse? broken;

    public AuditVerificationResponse Result => broken ?? new(count, head, null, null);

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
        return true;
    }

    private string? Fault(AuditEntryResponse entry)
    {
        if (entry.Sequence != sequence + 1) return $"row {sequence + 1} is missing: row {entry.Sequence} follows row {sequence}";
        if (entry.PreviousHash != head) return $"row {entry.Sequence} does not continue row {sequence}: a row before it was changed or replaced";
        var hash = AuditHash.Of(entry.PreviousHash, entry.Sequence, entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.Stack);
        return entry.Hash == hash ? null : $"row {entry.Sequence} was changed after it was written";
    }
}
