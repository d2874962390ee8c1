using System.Text.Json;

namespace Gaia.Runs.Events;

/// <summary>One thing that happened in a run, in order.</summary>
/// <param name="Sequence">Counts from 1 within the run, without gaps.</param>
/// <param name="Type">status, phase, resource, diagnostic, log, plan or outputs.</param>
/// <param name="Data">The wire record of that type, camelCase.</param>
public sealed record RunEvent(long Sequence, DateTimeOffset At, string Type, JsonElement Data);
