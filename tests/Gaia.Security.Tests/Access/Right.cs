namespace Gaia.Security.Tests.Access;

/// <summary>What a call of an operation is answered with, by role in a stack of the caller's own, and in a foreign one.</summary>
/// <param name="Own">Of viewer, planner, operator, approver and admin.</param>
/// <param name="Foreign">Of the same five.</param>
/// <param name="Query">Of the call; S is the stack.</param>
/// <param name="Body">JSON; S is the stack, N a name of its own.</param>
internal sealed record Right(string Call, int[] Own, int[] Foreign, string? Query = null, string? Body = null)
{
    /// <summary>Who has no token at all.</summary>
    public int Anonymous { get; init; } = 401;

    public override string ToString() => Call;
}
