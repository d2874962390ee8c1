namespace Gaia.Contracts;

/// <summary>A refusal or fault as RFC 9457 problem details.</summary>
/// <param name="Code">Stable, for programs: <c>run.not-awaiting-approval</c>, <c>lock.held</c>, ...</param>
/// <param name="Detail">For people: what happened, to what, and what to do.</param>
/// <param name="Nearest">Names like the one that was not found, nearest first.</param>
/// <param name="Errors">For a request that does not validate: field to messages.</param>
public sealed record ProblemResponse(
    string? Type, string? Title, int Status, string? Detail, string? Instance, string? Code,
    IReadOnlyDictionary<string, string[]>? Errors = null, string? TraceId = null,
    IReadOnlyList<string>? Nearest = null);
