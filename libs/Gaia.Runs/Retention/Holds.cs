using Gaia.Audit;
using Gaia.Contracts;
using Gaia.Documents.Writing;
using Npgsql;

namespace Gaia.Runs.Retention;

/// <summary>Places and releases legal holds; each is on record in the transaction that does it.</summary>
public sealed class Holds(HoldStore store, NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const int LongestReason = 500, LongestName = 200;

    /// <exception cref="RunRefusedException"><c>retention.invalid</c></exception>
    public async Task<Hold> PlaceAsync(string stacks, string? component, string reason, Actor actor, CancellationToken cancellationToken)
    {
        if (!StackGlob.IsValid(stacks)) throw RetentionErrors.Invalid($"'{stacks}' is not a glob of stacks: letters, digits, - _ . / and * ?, at most 200 of them.");
        if (component is { Length: 0 or > LongestName }) throw RetentionErrors.Invalid($"A component's name has 1 to {LongestName} characters.");
        if (component is not null && (!VisibleText.IsPlain(component) || component.StartsWith('/') || component.Split('/').Contains("..")))
            throw RetentionErrors.Invalid($"'{VisibleText.Of(component)}' is not the name of a component.");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason) throw RetentionErrors.Invalid($"A hold needs a reason, of at most {LongestReason} characters.");
        if (!VisibleText.IsPlain(reason)) throw RetentionErrors.Invalid("A hold's reason is one line, without characters that are not seen.");
        var now = time.GetUtcNow();
        var hold = new Hold(new(Guid.CreateVersion7(now)), stacks, component, reason.Trim(), actor.Name, now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await HoldStore.InsertAsync(connection, transaction, hold, cancellationToken);
        await audit.AppendAsync(connection, transaction, Record(hold, "retention.hold", actor, hold.Reason), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return hold;
    }

    /// <summary>Again, it stays as it was released first.</summary>
    /// <exception cref="RunRefusedException"><c>retention.hold-not-found</c></exception>
    public async Task<Hold> ReleaseAsync(HoldId id, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var hold = await HoldStore.LockAsync(connection, transaction, id, cancellationToken) ?? throw RetentionErrors.HoldNotFound(id);
        if (hold.ReleasedAt is not null) return hold;
        hold = hold with { ReleasedBy = actor.Name, ReleasedAt = time.GetUtcNow() };
        await HoldStore.ReleaseAsync(connection, transaction, hold, cancellationToken);
        await audit.AppendAsync(connection, transaction, Record(hold, "retention.release", actor, hold.Reason), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return hold;
    }

    /// <summary>Newest first, those that were released as well.</summary>
    public Task<IReadOnlyList<Hold>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken) => store.ListAsync(before, limit, cancellationToken);

    private static AuditEntry Record(Hold hold, string action, Actor actor, string detail) => new(
        actor.Name, action, $"hold:{hold.Id}", $"{(hold.Component is { } component ? $"{component} in " : "")}{hold.Stacks}: {detail}");
}
