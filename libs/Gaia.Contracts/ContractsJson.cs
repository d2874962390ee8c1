using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>Source-generated JSON for every record of the API: camelCase, enums as camelCase strings, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexResponse))]
[JsonSerializable(typeof(ProblemResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(ConfigurationResponse))]
[JsonSerializable(typeof(QueueRunRequest))]
[JsonSerializable(typeof(ApproveRunRequest))]
[JsonSerializable(typeof(DiscardRunRequest))]
[JsonSerializable(typeof(CancelRunRequest))]
[JsonSerializable(typeof(RunResponse))]
[JsonSerializable(typeof(Page<RunResponse>))]
[JsonSerializable(typeof(PlanResponse))]
[JsonSerializable(typeof(IReadOnlyList<OutputResponse>))]
[JsonSerializable(typeof(RunEventResponse))]
[JsonSerializable(typeof(Page<RunEventResponse>))]
[JsonSerializable(typeof(StatusChanged))]
[JsonSerializable(typeof(PhaseStarted))]
[JsonSerializable(typeof(ResourceProgress))]
[JsonSerializable(typeof(DiagnosticReported))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(PlanSummarized))]
[JsonSerializable(typeof(OutputsChanged))]
[JsonSerializable(typeof(Page<LockResponse>))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(CreatedTokenResponse))]
[JsonSerializable(typeof(Page<TokenResponse>))]
[JsonSerializable(typeof(AdminInitRequest))]
[JsonSerializable(typeof(AuditEntryResponse))]
[JsonSerializable(typeof(Page<AuditEntryResponse>))]
[JsonSerializable(typeof(AuditVerificationResponse))]
[JsonSerializable(typeof(StateResponse))]
[JsonSerializable(typeof(IReadOnlyList<StackResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ComponentResponse>))]
[JsonSerializable(typeof(ComponentDetailResponse))]
[JsonSerializable(typeof(IReadOnlyList<AffectedResponse>))]
[JsonSerializable(typeof(GraphResponse))]
public sealed partial class ContractsJson : JsonSerializerContext;
