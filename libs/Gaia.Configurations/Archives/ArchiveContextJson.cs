using System.Buffers;
using System.Text.Json;
using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

/// <summary><c>{"workingDirectory":"infra","configPaths":[],"profiles":[],"environment":{"ATMOS_LOGS_LEVEL":"Info"}}</c></summary>
internal static class ArchiveContextJson
{
    public static byte[] Write(ArchiveContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("workingDirectory", context.WorkingDirectory);
            WriteList(json, "configPaths", context.ConfigPaths);
            if (context.BasePath is not null) json.WriteString("basePath", context.BasePath);
            WriteList(json, "profiles", context.Profiles);
            WriteMap(json, "environment", context.Environment!);
            if (context.Variables.Count > 0) WriteMap(json, "variables", context.Variables!);
            if (context.AbsentVariables.Count > 0) WriteList(json, "absentVariables", context.AbsentVariables);
            if (context.Git.Count > 0) WriteMap(json, "git", context.Git);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what a stranger may have written: paths are held to the same rules as names in the archive.</summary>
    public static ArchiveContext Read(ReadOnlyMemory<byte> utf8, ArchiveLimits limits)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            var root = json.RootElement;
            return new()
            {
                WorkingDirectory = Below(Text(root, "workingDirectory") ?? "", limits),
                ConfigPaths = [.. List(root, "configPaths").Select(path => Below(path, limits))],
                BasePath = Text(root, "basePath") is { } basePath ? Below(basePath, limits) : null,
                Profiles = [.. List(root, "profiles")],
                Environment = Map(root, "environment").Where(variable => variable.Key.StartsWith("ATMOS_", StringComparison.Ordinal)).ToDictionary(),
                Variables = Map(root, "variables"),
                AbsentVariables = [.. List(root, "absentVariables")],
                Git = root.TryGetProperty("git", out var git)
                    ? git.EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value.GetString(), StringComparer.Ordinal)
                    : [],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw ArchiveErrors.Damaged($"{ArchiveContext.FileName} is not what Gaia writes", e);
        }
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string?>> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Below(string path, ArchiveLimits limits)
    {
        try
        {
            return path.Length == 0 ? "" : SafePath.Check(path, limits.Rules);
        }
        catch (UnpackException e)
        {
            throw ArchiveErrors.Of(e);
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> List(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(item => item.GetString() ?? "") : [];

    private static Dictionary<string, string> Map(JsonElement root, string name) => root.TryGetProperty(name, out var value)
        ? value.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString() ?? "", StringComparer.Ordinal)
        : [];
}
