using System.Text.Json;

namespace Gaia.Audit.Heads;

/// <summary>The end of the chain at a moment: <c>{"at":"2026-01-02T03:04:05+00:00","sequence":17,"hash":"fafb..."}</c></summary>
internal sealed record LogHead(DateTimeOffset At, long Sequence, string Hash)
{
    public string Json() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
