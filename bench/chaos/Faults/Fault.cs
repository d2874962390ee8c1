using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Chaos.Bench.Faults;

/// <summary>What goes wrong. The words are those of the fault log.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    KillWorker, TerminateWorker, StopWorker, KillApi, TerminateApi, StopApi,
    KillPostgres, QuitPostgres, RestartPostgres, StopPostgres, KillBackend, TerminateConnections,
    KillRedis, StopRedis, KillTerraform, StopTerraform, KillSandbox, FillDisk, Partition,
}

/// <summary>When it strikes: at once, or at the first moment that a run is there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Aim>))]
internal enum Aim { None, Init, Plan, Show, SavePlan, Approved, Apply, SaveState }

/// <param name="AfterMs">From the fault before it.</param>
/// <param name="Target">Which of several: counted round.</param>
/// <param name="ForMs">How long what was stopped stands still, or what was killed stays away.</param>
internal sealed record Fault(int Number, int AfterMs, FaultKind Kind, int Target, int ForMs, Aim Aim)
{
    public string ToJson(double? at = null, string? hit = null) => JsonSerializer.Serialize(new Line(Number, AfterMs, Kind, Target, ForMs, Aim, at, hit), Words);

    public static Fault FromJson(string json)
    {
        var line = JsonSerializer.Deserialize<Line>(json, Words) ?? throw new JsonException($"'{json}' is not a fault.");
        return new(line.Number, line.AfterMs, line.Kind, line.Target, line.ForMs, line.Aim);
    }

    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="At">Seconds since the storm began.</param>
    /// <param name="Hit">What it met.</param>
    private sealed record Line(int Number, int AfterMs, FaultKind Kind, int Target, int ForMs, Aim Aim, double? At, string? Hit);
}
