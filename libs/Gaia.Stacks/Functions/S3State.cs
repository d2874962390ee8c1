using System.Net;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Aws;

namespace Gaia.Stacks.Functions;

/// <summary>Reads one state object from S3, or from what AWS_ENDPOINT_URL says stands for it.</summary>
internal static class S3State
{
    // Via: it asks for a configuration (StoreHttp), and a redirect leads anywhere.
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(60), DefaultRequestHeaders = { { "Via", "1.1 gaia" } } };

    /// <returns>Null when there is no such object.</returns>
    public static ReadOnlyMemory<byte>? Read(MapNode backend, string workspace, MapNode env, FunctionCall call, RepositoryOptions options)
    {
        var bucket = backend.Text("bucket") ?? throw call.Invalid("the s3 backend names no bucket");
        var key = backend.Text("key") ?? "terraform.tfstate";
        if (workspace != "default") key = $"{backend.Text("workspace_key_prefix") ?? "env:"}/{workspace}/{key}";
        var variables = Variables(env, options);
        var region = backend.Text("region") ?? variables("AWS_REGION") ?? variables("AWS_DEFAULT_REGION") ?? "us-east-1";
        var credentials = options.Root.At(call.Mark, () => AwsCredentials.Of(backend, variables, Written(env), options.Root)) ?? throw call.Invalid(
            "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a credentials file");
        var role = backend.Map("assume_role")?.Text("role_arn") ?? backend.Text("role_arn");
        if (role is not null) credentials = AssumedRole.Of(role, region, credentials, variables, Client, call);
        return Get(Address(backend, bucket, key, region, variables), region, credentials, call);
    }

    private static Func<string, string?> Variables(MapNode env, RepositoryOptions options) =>
        name => Written(env)(name) ?? (options.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);

    private static Func<string, string?> Written(MapNode env) => name => env[name] is StringNode { Value.Length: > 0 } own ? own.Value : null;

    private static Uri Address(MapNode backend, string bucket, string key, string region, Func<string, string?> variables)
    {
        var endpoint = backend.Map("endpoints")?.Text("s3") ?? backend.Text("endpoint") ?? variables("AWS_ENDPOINT_URL_S3") ?? variables("AWS_ENDPOINT_URL");
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        return endpoint is null
            ? new Uri($"https://{bucket}.s3.{region}.amazonaws.com/{path}")
            : new Uri($"{endpoint.TrimEnd('/')}/{bucket}/{path}");
    }

    private static ReadOnlyMemory<byte>? Get(Uri address, string region, AwsCredentials credentials, FunctionCall call)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            AwsSignature.Sign(request, "s3", region, credentials, TimeProvider.System.GetUtcNow());
            using var response = Client.Send(request, call.Scope.Evaluation.Cancellation);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            if (!response.IsSuccessStatusCode) throw call.Invalid($"reading {address} gave {(int)response.StatusCode} {response.ReasonPhrase}");
            using var body = new MemoryStream();
            response.Content.ReadAsStream(call.Scope.Evaluation.Cancellation).CopyTo(body);
            return body.ToArray();
        }
        catch (HttpRequestException fault)
        {
            throw call.Invalid($"cannot read {address}: {fault.Message}", fault);
        }
    }
}
