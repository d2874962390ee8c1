using System.Net;
using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Aws;

namespace Gaia.Stacks.Stores;

/// <summary>AWS Systems Manager Parameter Store, decrypted; AWS_ENDPOINT_URL_SSM and AWS_ENDPOINT_URL are honoured.</summary>
internal sealed class SsmStore(StoreOptions options) : IStore
{
    private readonly string region = options.Text("region") ?? options.Variable("AWS_REGION") ?? options.Variable("AWS_DEFAULT_REGION")
        ?? throw StoreErrors.Options(options.Name, "the option 'region' is missing", options.Mark);

    public string StackDelimiter => options.Text("stack_delimiter") ?? "-";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation) =>
        Parameter(NameOf(key), cancellation)?["Value"] is StringNode value ? StoreValue.Read(value.Value) : null;

    public void Write(string key, Node value, CancellationToken cancellation)
    {
        var name = NameOf(key);
        var (status, answer) = Ask("PutParameter", MapNode.Empty.With("Name", new StringNode(name)).With("Value", new StringNode(StoreValue.Write(value)))
            .With("Type", new StringNode("String")).With("Overwrite", new BoolNode(true)), cancellation);
        if (status != HttpStatusCode.OK) throw Refused(name, status, answer);
    }

    /// <summary>What AWS says of a parameter: Name, Type, Value, Version, ARN.</summary>
    public MapNode? Parameter(string name, CancellationToken cancellation)
    {
        var (status, answer) = Ask("GetParameter", MapNode.Empty.With("Name", new StringNode(name)).With("WithDecryption", new BoolNode(true)), cancellation);
        if (status == HttpStatusCode.OK && answer?.Map("Parameter") is { } parameter) return parameter;
        return answer?.Text("__type")?.EndsWith("ParameterNotFound", StringComparison.Ordinal) == true ? null : throw Refused(name, status, answer);
    }

    private static string NameOf(string key) => key.StartsWith('/') || !key.Contains('/') ? key : "/" + key;

    private StacksInvalidException Refused(string name, HttpStatusCode status, MapNode? answer) => StoreErrors.Failed($"store '{options.Name}', parameter '{name}'",
        $"AWS answered {(int)status} {answer?.Text("__type")} {answer?.Text("message") ?? answer?.Text("Message")}".TrimEnd());

    private (HttpStatusCode, MapNode?) Ask(string action, MapNode question, CancellationToken cancellation)
    {
        var credentials = options.Root.At(options.Mark, () => AwsCredentials.Of(options.Values, options.Variable, options.Written, options.Root))
            ?? throw StoreErrors.Failed($"store '{options.Name}'", "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
        var endpoint = options.Variable("AWS_ENDPOINT_URL_SSM") ?? options.Variable("AWS_ENDPOINT_URL") ?? $"https://ssm.{region}.amazonaws.com";
        var body = Encoding.UTF8.GetBytes(NodeJson.Write(question, 0));
        using var request = new HttpRequestMessage(HttpMethod.Post, StoreHttp.Address(options, endpoint)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"AmazonSSM.{action}");
        AwsSignature.Sign(request, "ssm", region, credentials, TimeProvider.System.GetUtcNow(), body);
        var (status, text) = StoreHttp.Send(request, options, cancellation);
        return (status, JsonReader.TryRead(text, wholeNumbers: true, out var parsed, out _) ? parsed as MapNode : null);
    }
}
