using System.Text;
using System.Xml;
using System.Xml.Linq;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Aws;
using Gaia.Templates.Functions;

namespace Gaia.Stacks.Functions;

/// <summary>Asks AWS who is calling, and of which organization. AWS_ENDPOINT_URL and its kin say what stands for AWS.</summary>
internal sealed class AwsIdentity(AwsCredentials credentials, string region, Func<string, string?> variables)
{
    // Via: it asks for a configuration (StoreHttp), and a redirect leads anywhere.
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(60), DefaultRequestHeaders = { { "Via", "1.1 gaia" } } };

    /// <summary>Account, Arn and UserId.</summary>
    public IReadOnlyDictionary<string, string> Caller(FunctionCall call)
    {
        var endpoint = variables("AWS_ENDPOINT_URL_STS") ?? variables("AWS_ENDPOINT_URL") ?? $"https://sts.{region}.amazonaws.com";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{endpoint.TrimEnd('/')}/?Action=GetCallerIdentity&Version=2011-06-15");
        var answer = Ask(request, "sts", region, [], call);
        try
        {
            var elements = XDocument.Parse(answer).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
            return new[] { "Account", "Arn", "UserId" }.ToDictionary(name => name, name => elements[name].First());
        }
        catch (Exception fault) when (fault is XmlException or InvalidOperationException)
        {
            throw call.Invalid($"{endpoint} does not answer as STS does: {fault.Message}", fault);
        }
    }

    public string Organization(FunctionCall call)
    {
        var endpoint = variables("AWS_ENDPOINT_URL_ORGANIZATIONS") ?? variables("AWS_ENDPOINT_URL") ?? "https://organizations.us-east-1.amazonaws.com";
        var body = "{}"u8.ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.TrimEnd('/') + "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AWSOrganizationsV20161128.DescribeOrganization");
        var answer = Ask(request, "organizations", "us-east-1", body, call);
        return JsonReader.TryRead(answer, wholeNumbers: true, out var read, out _) && (read as MapNode)?.Map("Organization")?.Text("Id") is { } id
            ? id : throw call.Invalid("AWS names no organization of this account");
    }

    private string Ask(HttpRequestMessage request, string service, string signedFor, byte[] body, FunctionCall call)
    {
        AwsSignature.Sign(request, service, signedFor, credentials, TimeProvider.System.GetUtcNow(), body);
        try
        {
            using var response = Client.Send(request, call.Scope.Evaluation.Cancellation);
            using var reader = new StreamReader(response.Content.ReadAsStream(call.Scope.Evaluation.Cancellation), Encoding.UTF8);
            var answer = reader.ReadToEnd();
            return response.IsSuccessStatusCode ? answer : throw call.Invalid($"AWS {service} answered {(int)response.StatusCode} {response.ReasonPhrase}: {answer.Trim()}");
        }
        catch (HttpRequestException fault)
        {
            throw call.Invalid($"cannot reach {request.RequestUri}: {fault.Message}", fault);
        }
    }
}
