using Gaia.Contracts;

namespace Gaia.Audit.Tests;

public sealed class AuditChainTests
{
    private static readonly string Genesis = new('0', 64);

    // Fixed for ever: an export written today must verify in ten years. Computed once by other means (Python).
    private static readonly AuditEntryResponse First = new(
        1, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(678901), "token:ci", "runs.queue", "run:1", null,
        "fafb59ff2555679fa4f1a6e71e737da361bd2c7ef0ec271f5f796fc00486ffd1", Genesis);

    [Fact]
    public void The_hash_of_a_row_never_changes() => Assert.Null(AuditChain.Verify([First]).Reason);

    [Fact]
    public void A_null_and_an_empty_detail_differ() =>
        Assert.Equal(1, AuditChain.Verify([First with { Detail = "" }]).BrokenAt);

    [Fact]
    public void Moving_a_character_from_one_field_to_the_next_is_noticed() =>
        Assert.Equal(1, AuditChain.Verify([First with { Actor = "token:c", Action = "iruns.queue" }]).BrokenAt);

    [Fact]
    public void The_first_row_continues_nothing() =>
        Assert.Contains("does not continue", AuditChain.Verify([First with { PreviousHash = First.Hash }]).Reason);

    [Fact]
    public void An_empty_log_is_whole() => Assert.Equal(new(0, Genesis, null, null), AuditChain.Verify([]));
}
