using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Serve;

/// <summary>
/// What the AppHost writes into its data folder once everything is healthy, for its owner's eyes only, and removes at its end:
/// <c>{"pid":4711,"api":"http://localhost:8080","dashboard":"http://127.0.0.1:18888/login?t=...","servers":"processes","telemetry":{"url":"http://127.0.0.1:4318","key":"..."}}</c>
/// </summary>
/// <param name="Servers">"processes" or "containers": what PostgreSQL and Redis run as.</param>
internal sealed record AppHostFile(int Pid, Uri Api, string Servers)
{
    public const string Name = "apphost.json";

    /// <summary>With the token that opens it.</summary>
    public Uri? Dashboard { get; init; }

    public AppHostTelemetry? Telemetry { get; init; }

    /// <returns>Null while no AppHost runs; a file that cannot be read counts as none.</returns>
    public static AppHostFile? Read(string path, CliContext context)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(RegularFile.ReadText(path), ServeJson.Default.AppHostFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            context.Debug($"{path} is passed over: {e.Message}");
            return null;
        }
    }

    /// <summary>The AppHost that runs this API: its data folder is GAIA_APPHOST_DATA, .gaia here or in a folder above, or the user's.</summary>
    public static AppHostFile? Find(CliContext context, Uri api) =>
        api.IsLoopback ? Places(context).Select(folder => Read(Path.Combine(folder, Name), context)).FirstOrDefault(found => found?.Serves(api) is true) : null;

    private bool Serves(Uri api) => Api.IsAbsoluteUri && Api.IsLoopback && Api.Port == api.Port;

    private static IEnumerable<string> Places(CliContext context)
    {
        if (context.Environment.GetValueOrDefault("GAIA_APPHOST_DATA") is { Length: > 0 } data) yield return Path.Combine(context.WorkingDirectory, data);
        for (var folder = context.WorkingDirectory; folder is not null; folder = Path.GetDirectoryName(folder)) yield return Path.Combine(folder, ".gaia");
        yield return ServeData.OfUser(context);
    }
}

/// <param name="Url">Takes OTLP over HTTP.</param>
/// <param name="Key">Goes with it as x-otlp-api-key.</param>
internal sealed record AppHostTelemetry(string Url, string? Key);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AppHostFile))]
[JsonSerializable(typeof(ServeReport))]
[JsonSerializable(typeof(LocalState))]
internal sealed partial class ServeJson : JsonSerializerContext;
