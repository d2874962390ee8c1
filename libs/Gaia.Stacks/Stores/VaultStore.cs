using System.Net;
using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Stacks.Stores;

/// <summary>HashiCorp Vault, KV version 2. A secret's field "value", else the whole secret.</summary>
internal sealed class VaultStore(StoreOptions options) : IStore
{
    private readonly Uri address = StoreHttp.Address(options, options.Text("address") ?? options.Text("url") ?? options.Variable("VAULT_ADDR")
        ?? throw StoreErrors.Options(options.Name, "the option 'address' is missing, and so is VAULT_ADDR", options.Mark));

    private readonly string mount = options.Text("mount") ?? options.Require("path");

    public string StackDelimiter => options.Text("stack_delimiter") ?? "/";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation)
    {
        var (status, answer) = Ask(HttpMethod.Get, key, null, cancellation);
        if (status == HttpStatusCode.NotFound) return null;
        if (status != HttpStatusCode.OK) throw Refused(key, status, answer);
        if (answer?.At("data", "data") is not MapNode secret) return null;
        return secret["value"] is StringNode text ? StoreValue.Read(text.Value) : secret["value"] ?? secret;
    }

    public void Write(string key, Node value, CancellationToken cancellation)
    {
        var (status, answer) = Ask(HttpMethod.Post, key, MapNode.Empty.With("data", MapNode.Empty.With("value", value)), cancellation);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.NoContent)) throw Refused(key, status, answer);
    }

    private (HttpStatusCode, MapNode?) Ask(HttpMethod method, string key, MapNode? body, CancellationToken cancellation)
    {
        var path = string.Join('/', key.Trim('/').Split('/').Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(method, new Uri(address, $"v1/{mount.Trim('/')}/data/{path}"));
        if (body is not null) request.Content = new StringContent(NodeJson.Write(body, 0), Encoding.UTF8, "application/json");
        if ((options.Text("token") ?? options.Variable("VAULT_TOKEN")) is { } token) request.Headers.TryAddWithoutValidation("X-Vault-Token", token);
        if ((options.Text("namespace") ?? options.Variable("VAULT_NAMESPACE")) is { } space) request.Headers.TryAddWithoutValidation("X-Vault-Namespace", space);
        var (status, text) = StoreHttp.Send(request, options, cancellation);
        return (status, JsonReader.TryRead(text, wholeNumbers: true, out var parsed, out _) ? parsed as MapNode : null);
    }

    private StacksInvalidException Refused(string key, HttpStatusCode status, MapNode? answer) =>
        StoreErrors.Failed($"store '{options.Name}', secret '{key}'", $"Vault answered {(int)status} {Errors(answer)}".TrimEnd());

    private static string Errors(MapNode? answer) => string.Join("; ", answer?["errors"] as ListNode ?? ListNode.Empty);
}
