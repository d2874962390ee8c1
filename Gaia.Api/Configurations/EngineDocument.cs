using System.Text;
using System.Text.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Configurations;

namespace Gaia.Api.Configurations;

/// <summary>What the engine answers, as JSON: the same document as the CLI prints, with its keys, on one line.</summary>
internal sealed record EngineDocument(byte[] Json) : IResult
{
    public static EngineDocument Of(Node node, OpenedConfiguration configuration) => new(Encoding.UTF8.GetBytes(Text(node, configuration)));

    public static JsonElement Element(Node node, OpenedConfiguration configuration)
    {
        using var document = JsonDocument.Parse(Text(node, configuration));
        return document.RootElement.Clone();
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = Json.Length;
        return httpContext.Response.Body.WriteAsync(Json, httpContext.RequestAborted).AsTask();
    }

    // Where the server unpacked it is not told: paths are relative to the configuration's root.
    private static string Text(Node node, OpenedConfiguration configuration) => NodeJson.Write(node, indent: 0, escapeHtml: false)
        .Replace(configuration.Folder + "/", "", StringComparison.Ordinal).Replace(configuration.Folder, ".", StringComparison.Ordinal);
}
