using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>Who wants to hold a state, in the words of terraform's http backend.</summary>
/// <param name="Id">Of the lock; the same again by the same caller is not an error.</param>
/// <param name="Operation"><c>OperationTypeApply</c>, <c>eject</c>.</param>
/// <param name="Who"><c>ana@laptop</c></param>
/// <param name="Version">Of the program.</param>
public sealed record StateLockRequest(
    [property: JsonPropertyName("ID")] string Id,
    [property: JsonPropertyName("Operation")] string Operation,
    [property: JsonPropertyName("Info")] string Info,
    [property: JsonPropertyName("Who")] string Who,
    [property: JsonPropertyName("Version")] string Version);
