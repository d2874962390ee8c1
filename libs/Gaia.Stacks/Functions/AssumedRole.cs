using System.Xml;
using System.Xml.Linq;
using Gaia.Stacks.Aws;

namespace Gaia.Stacks.Functions;

/// <summary>Takes the role that a backend names, by one call of STS.</summary>
internal static class AssumedRole
{
    public static AwsCredentials Of(
        string role, string region, AwsCredentials credentials, Func<string, string?> variables, HttpClient client, FunctionCall call)
    {
        var endpoint = variables("AWS_ENDPOINT_URL_STS") ?? variables("AWS_ENDPOINT_URL") ?? $"https://sts.{region}.amazonaws.com";
        var query = $"Action=AssumeRole&RoleArn={Uri.EscapeDataString(role)}&RoleSessionName=gaia&Version=2011-06-15";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{endpoint.TrimEnd('/')}/?{query}");
            AwsSignature.Sign(request, "sts", region, credentials, TimeProvider.System.GetUtcNow());
            using var response = client.Send(request, call.Scope.Evaluation.Cancellation);
            if (!response.IsSuccessStatusCode) throw call.Invalid($"assuming {role} gave {(int)response.StatusCode} {response.ReasonPhrase}");
            var answer = XDocument.Load(response.Content.ReadAsStream(call.Scope.Evaluation.Cancellation));
            string Value(string name) => answer.Descendants().First(element => element.Name.LocalName == name).Value;
            return new(Value("AccessKeyId"), Value("SecretAccessKey"), Value("SessionToken"));
        }
        catch (Exception fault) when (fault is HttpRequestException or XmlException or InvalidOperationException)
        {
            throw call.Invalid($"cannot assume {role}: {fault.Message}", fault);
        }
    }
}
