using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Documents.Json;

namespace Gaia.Cli.States;

/// <summary>
/// What a state says of its resources:
/// <c>{"version":4,"resources":[{"module":"module.a","mode":"managed","type":"aws_vpc","name":"this","instances":[{"index_key":0,"attributes":{"id":"vpc-1"}}]}]}</c>
/// </summary>
/// <param name="Resources">Attributes by address, <c>module.a.aws_vpc.this[0]</c>.</param>
internal sealed record StateContent(IReadOnlyDictionary<string, JsonElement> Resources)
{
    /// <exception cref="CliException">It is not a state.</exception>
    public static StateContent Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var resources = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var resource in document.RootElement.GetProperty("resources").EnumerateArray())
                foreach (var instance in resource.GetProperty("instances").EnumerateArray())
                    resources[Address(resource, instance)] = instance.TryGetProperty("attributes", out var attributes) ? attributes.Clone() : default;
            return new(resources);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CliException($"The state cannot be read: {JsonFault.Words(e)}.", ExitCodes.Failed, "`gaia state pull` writes it as it is.");
        }
    }

    private static string Address(JsonElement resource, JsonElement instance)
    {
        var module = Text(resource, "module") is { } path ? $"{path}." : "";
        var data = Text(resource, "mode") == "data" ? "data." : "";
        var index = instance.TryGetProperty("index_key", out var key) ? $"[{key.GetRawText()}]" : "";
        var deposed = Text(instance, "deposed") is { } old ? $" (deposed {old})" : "";
        return $"{module}{data}{Text(resource, "type")}.{Text(resource, "name")}{index}{deposed}";
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
