using System.Text.Json.Serialization;
using Gaia.Contracts;

namespace Gaia.Cli.States;

/// <summary>What `gaia state show --format json` prints.</summary>
/// <param name="Addresses">Of all resource instances; null where the token may not read the content.</param>
internal sealed record ShownState(StateResponse State, IReadOnlyList<string>? Addresses, IReadOnlyList<OutputResponse> Outputs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShownState))]
[JsonSerializable(typeof(StateDiff))]
internal sealed partial class StateJson : JsonSerializerContext;
