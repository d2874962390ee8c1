using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Contracts;

/// <summary>Writes <c>RunStatus.AwaitingApproval</c> as <c>"awaitingApproval"</c>; numbers are refused. Needs no reflection at run time.</summary>
public sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
