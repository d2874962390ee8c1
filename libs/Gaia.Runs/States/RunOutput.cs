using System.Text.Json;

namespace Gaia.Runs.States;

/// <param name="Value">Absent when sensitive.</param>
public sealed record RunOutput(string Name, JsonElement? Value, bool Sensitive);
