using Gaia.Contracts;

namespace Gaia.Chaos.Bench.Load;

/// <summary>A run that was asked for.</summary>
/// <param name="Key">Its idempotency key, its message, and the value that it gives its entry.</param>
/// <param name="Answers">Ids of the answers of 2xx, one for each time it was asked.</param>
internal sealed record Asked(string Key, string Stack, RunOperation Operation, IReadOnlyList<Guid> Answers, string? Refused = null);
