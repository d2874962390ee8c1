using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Cli.Serve;

/// <summary>
/// What the AppHost writes once everything is healthy:
/// <c>{"pid":4711,"api":"http://localhost:8080","dashboard":"http://127.0.0.1:18888/login?t=...","servers":"processes"}</c>
/// </summary>
/// <param name="Servers">"processes" or "containers": what PostgreSQL and Redis run as.</param>
internal sealed record RunFile(int Pid, Uri Api, Uri? Dashboard, string Servers)
{
    /// <returns>Null while there is none; one that cannot be read counts as none.</returns>
    public static RunFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ServeJson.Default.RunFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(ServeReport))]
internal sealed partial class ServeJson : JsonSerializerContext;
