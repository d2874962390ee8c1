using System.Net.Http.Headers;

namespace Gaia.Contracts.Client;

public sealed partial class GaiaClient
{
    /// <summary>Streams the archive. The API is asked first (Expect: 100-continue), so that a refusal costs no upload.</summary>
    /// <param name="open">Opens the archive from its start; once per attempt.</param>
    public async Task<ConfigurationResponse> UploadConfigurationAsync(
        string digest, Func<Stream> open, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(() => Upload(digest, open()), cancellationToken, System.Threading.Timeout.InfiniteTimeSpan);
        return await JsonAsync(response, ContractsJson.Default.ConfigurationResponse, cancellationToken);
    }

    private static HttpRequestMessage Upload(string digest, Stream archive) => new(HttpMethod.Put, Routes.Configuration(digest))
    {
        Headers = { ExpectContinue = true },
        Content = new StreamContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/gzip") } },
    };
}
