using System.Net;
using System.Text;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates.Functions;
using Gaia.Stacks.Writing;

namespace Gaia.Stacks.Stores;

/// <summary>AWS Systems Manager Parameter Store, decrypted; AWS_ENDPOINT_URL_SSM and AWS_ENDPOINT_URL are honoured.</summary>
internal sealed class SsmStore(StoreOptions options) : IStore
{
    private readonly string region = options.Text("region") ?? options.Variable("AWS_REGION") ?? options.Variable("AWS_DEFAULT_REGION")
        ?? throw StoreErrors.Options(options.Name, "the option 'region' is missing", options.Mark);

    public string StackDelimiter => options.Text("stack_delimiter") ?? "-";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation) =>
        Parameter(key.StartsWith('/') || !key.Contains('/') ? key : "/" + key, cancellation)?["Value"] is StringNode value ? StoreValue.Read(value.Value) : null;

    /// <summary>What AWS says of a parameter: Name, Type, Value, Version, ARN.</summary>
    public MapNode? Parameter(string name, CancellationToken cancellation)
    {
        var (status, body) = Ask(name, cancellation);
        var answer = JsonReader.TryRead(body, wholeNumbers: true, out var parsed, out _) ? parsed as MapNode : null;
        if (status == HttpStatusCode.OK && answer?.Map("Parameter") is { } parameter) return parameter;
        var kind = answer?.Text("__type") ?? "";
        if (kind.EndsWith("ParameterNotFound", StringComparison.Ordinal)) return null;
        throw StoreErrors.Failed($"store '{options.Name}', parameter '{name}'", $"AWS answered {(int)status} {kind} {answer?.Text("message") ?? answer?.Text("Message")}".TrimEnd());
    }

    private (HttpStatusCode, string) Ask(string name, CancellationToken cancellation)
    {
        var credentials = AwsCredentials.Of(options.Values, options.Variable)
            ?? throw StoreErrors.Failed($"store '{options.Name}'", "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
        var endpoint = options.Variable("AWS_ENDPOINT_URL_SSM") ?? options.Variable("AWS_ENDPOINT_URL") ?? $"https://ssm.{region}.amazonaws.com";
        var body = Encoding.UTF8.GetBytes(NodeJson.Write(new MapNode(
        [
            KeyValuePair.Create<string, Node>("Name", new StringNode(name)), KeyValuePair.Create<string, Node>("WithDecryption", new BoolNode(true)),
        ]), 0));
        using var request = new HttpRequestMessage(HttpMethod.Post, StoreHttp.Address(options, endpoint)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AmazonSSM.GetParameter");
        AwsSignature.Sign(request, "ssm", region, credentials, TimeProvider.System.GetUtcNow(), body);
        return StoreHttp.Send(request, options, cancellation);
    }
}
