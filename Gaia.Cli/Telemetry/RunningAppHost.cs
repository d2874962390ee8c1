using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Telemetry;

/// <summary>
/// apphost.json, which the AppHost of this machine leaves in its data folder for its owner's eyes only while it runs.
/// </summary>
/// <param name="Dashboard">With the token that opens it.</param>
internal sealed record RunningAppHost(int Pid, string Api, string? Dashboard, AppHostTelemetry? Telemetry)
{
    private const string Name = "apphost.json";

    /// <summary>The AppHost that runs this API: its data folder is GAIA_APPHOST_DATA, else .gaia here or in a folder above.</summary>
    public static RunningAppHost? Find(CliContext context, Uri api) =>
        api.IsLoopback ? Files(context).Select(file => Read(file, context)).FirstOrDefault(found => found is not null && found.Serves(api)) : null;

    private bool Serves(Uri api) => Uri.TryCreate(Api, UriKind.Absolute, out var own) && own.IsLoopback && own.Port == api.Port;

    private static IEnumerable<string> Files(CliContext context)
    {
        if (context.Environment.GetValueOrDefault("GAIA_APPHOST_DATA") is { Length: > 0 } data)
            yield return Path.Combine(context.WorkingDirectory, data, Name);
        for (var folder = context.WorkingDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return Path.Combine(folder, ".gaia", Name);
    }

    private static RunningAppHost? Read(string file, CliContext context)
    {
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), RunningAppHostJson.Default.RunningAppHost);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            context.Debug($"{file} is passed over: {e.Message}");
            return null;
        }
    }
}

/// <param name="Url">Takes OTLP over HTTP.</param>
/// <param name="Key">Goes with it as x-otlp-api-key.</param>
internal sealed record AppHostTelemetry(string Url, string? Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunningAppHost))]
internal sealed partial class RunningAppHostJson : JsonSerializerContext;
