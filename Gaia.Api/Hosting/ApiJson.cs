using System.Text.Encodings.Web;
using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Api.Hosting;

/// <summary>
/// JSON as people read it with curl: quotes and umlauts as they are, not as \u0027. The answers say that they are JSON
/// and may not be taken for anything else (nosniff), so that nothing has to be escaped for HTML.
/// </summary>
internal static class ApiJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static ContractsJson Contracts { get; } = new(new JsonSerializerOptions(ContractsJson.Default.Options) { Encoder = Encoder });

    public static JsonWriterOptions Writer { get; } = new() { Encoder = Encoder };
}
