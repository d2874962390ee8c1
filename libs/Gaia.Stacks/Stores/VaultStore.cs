using System.Net;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates.Functions;

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
        var path = string.Join('/', key.Trim('/').Split('/').Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"v1/{mount.Trim('/')}/data/{path}"));
        if ((options.Text("token") ?? options.Variable("VAULT_TOKEN")) is { } token) request.Headers.TryAddWithoutValidation("X-Vault-Token", token);
        if ((options.Text("namespace") ?? options.Variable("VAULT_NAMESPACE")) is { } space) request.Headers.TryAddWithoutValidation("X-Vault-Namespace", space);
        var (status, body) = StoreHttp.Send(request, options, cancellation);
        if (status == HttpStatusCode.NotFound) return null;
        var answer = JsonReader.TryRead(body, wholeNumbers: true, out var parsed, out _) ? parsed as MapNode : null;
        if (status != HttpStatusCode.OK) throw StoreErrors.Failed($"store '{options.Name}', secret '{key}'", $"Vault answered {(int)status} {Errors(answer)}".TrimEnd());
        if (answer?.At("data", "data") is not MapNode secret) return null;
        return secret["value"] is StringNode text ? StoreValue.Read(text.Value) : secret["value"] ?? secret;
    }

    private static string Errors(MapNode? answer) => string.Join("; ", answer?["errors"] as ListNode ?? ListNode.Empty);
}
