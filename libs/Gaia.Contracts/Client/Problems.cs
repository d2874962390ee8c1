using System.Net;
using System.Text.Json;

namespace Gaia.Contracts.Client;

internal static class Problems
{
    private const int LargestBody = 64 << 10;

    public static async Task<GaiaApiException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await BodyAsync(response, cancellationToken);
        return new(Parse(body, status) ?? new(null, response.ReasonPhrase, status, Guess(response, body), null, null));
    }

    private static ProblemResponse? Parse(byte[] body, int status)
    {
        try
        {
            var problem = JsonSerializer.Deserialize(body, ContractsJson.Default.ProblemResponse);
            return problem is null ? null : problem with { Status = problem.Status == 0 ? status : problem.Status };
        }
        catch (JsonException)
        {
            return null; // a proxy's page; Guess tells what can be told
        }
    }

    private static string Guess(HttpResponseMessage response, byte[] body) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => "The API wants a token. Set GAIA_TOKEN or run `gaia login`.",
        HttpStatusCode.NotFound => $"Nothing is at {response.RequestMessage?.RequestUri}. Is this the address of a Gaia API?",
        _ when body.Length > 0 => $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} with something that is not Gaia's.",
        _ => $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}.",
    };

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[LargestBody];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..read];
    }
}
