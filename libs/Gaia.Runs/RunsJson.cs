using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Runs.Events;
using Gaia.Runs.Execution;
using Gaia.Runs.Plans;
using Gaia.Runs.Retention;
using Gaia.Runs.States;
using Gaia.Terraform.Variables;

namespace Gaia.Runs;

/// <summary>JSON as it is stored and sent: camelCase, enums as camelCase words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Words<RunStatus>), typeof(Words<RunOperation>), typeof(Words<ChangeAction>)])]
[JsonSerializable(typeof(PlanSummary))]
[JsonSerializable(typeof(IReadOnlyList<RunOutput>))]
[JsonSerializable(typeof(StateLockInfo))]
[JsonSerializable(typeof(StateAbout))]
[JsonSerializable(typeof(StatusChanged))]
[JsonSerializable(typeof(PhaseStarted))]
[JsonSerializable(typeof(ResourceProgress))]
[JsonSerializable(typeof(DiagnosticReported))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(PlanSummarized))]
[JsonSerializable(typeof(OutputsChanged))]
[JsonSerializable(typeof(RunJob))]
[JsonSerializable(typeof(Removed))]
[JsonSerializable(typeof(NewRun))]
[JsonSerializable(typeof(IReadOnlyList<GivenVariable>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class RunsJson : JsonSerializerContext;

internal sealed class Words<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
