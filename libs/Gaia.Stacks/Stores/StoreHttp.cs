using System.Net;

namespace Gaia.Stacks.Stores;

internal static class StoreHttp
{
    // The address is the configuration's, and this process may be trusted there (an API in Development on loopback): Via says that it asks for another.
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 16 * 1024 * 1024, DefaultRequestHeaders = { { "Via", "1.1 gaia" } } };

    public static (HttpStatusCode Status, string Body) Send(HttpRequestMessage request, StoreOptions options, CancellationToken cancellation)
    {
        try
        {
            using var response = Client.Send(request, cancellation);
            using var reader = new StreamReader(response.Content.ReadAsStream(cancellation));
            return (response.StatusCode, reader.ReadToEnd());
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw StoreErrors.Failed($"store '{options.Name}' at {request.RequestUri?.GetLeftPart(UriPartial.Authority)}", e.Message, e);
        }
    }

    /// <summary>An endpoint's address out of an option, or a refusal that names the option.</summary>
    public static Uri Address(StoreOptions options, string text) => Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        ? address
        : throw StoreErrors.Options(options.Name, $"'{text}' is not an address", options.Mark);
}
