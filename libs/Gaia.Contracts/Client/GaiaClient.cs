using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gaia.Contracts.Client;

/// <summary>
/// The API as methods. A lost connection is retried: every call is idempotent, a POST by the Idempotency-Key it carries. Refusals are
/// <see cref="GaiaApiException"/>; nobody there is <see cref="GaiaUnreachableException"/>.
/// </summary>
public sealed partial class GaiaClient : IDisposable
{
    private readonly HttpClient http;
    private readonly GaiaClientOptions options;
    private readonly TimeProvider time;

    /// <param name="handler">For tests and for callers with their own; disposed with the client.</param>
    public GaiaClient(GaiaClientOptions options, TimeProvider? time = null, HttpMessageHandler? handler = null)
    {
        (this.options, this.time) = (options, time ?? TimeProvider.System);
        http = new HttpClient(new CallersTrace(handler ?? Handler(options.Url)), disposeHandler: true)
        {
            BaseAddress = options.Url,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(options.UserAgent);
        if (options.Token is { Length: > 0 } token) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Uri Url => options.Url;

    public void Dispose() => http.Dispose();

    /// <summary>
    /// Opens a connection while the caller still prepares its first call. Loading what HTTP needs takes a short program as
    /// long as its work. What goes wrong here is left for that call to say.
    /// </summary>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await AttemptAsync(() => new(HttpMethod.Get, Routes.Alive), TimeSpan.FromSeconds(10), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            _ = e; // the first call meets the same
        }
    }

    private static SocketsHttpHandler Handler(Uri url) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        UseProxy = !url.IsLoopback,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null, // CallersTrace does it
    };

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, path), cancellationToken);
        return await JsonAsync(response, type, cancellationToken);
    }

    private async Task<TResponse> PostAsync<TRequest, TResponse>(
        string path, TRequest body, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        using var response = await SendAsync(
            () => new(HttpMethod.Post, path) { Content = JsonContent.Create(body, requestType), Headers = { { "Idempotency-Key", key } } },
            cancellationToken);
        return await JsonAsync(response, responseType, cancellationToken);
    }

    private static async Task<T> JsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            var uri = response.RequestMessage?.RequestUri;
            throw new GaiaApiException(new(null, null, (int)response.StatusCode,
                $"{uri} answered what this version of gaia cannot read{(e.Path is { Length: > 2 } path ? $", at {path[2..]}" : "")}. Is this the address of a Gaia API of the same version?",
                null, "client.unreadable-answer"));
        }
    }

    /// <summary>A successful answer, its body not yet read.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = await AttemptAsync(request, timeout ?? options.Timeout, cancellationToken);
                if (response.IsSuccessStatusCode) return response;
                using (response)
                    if (attempt >= options.Retries || !IsPassing(response.StatusCode)) throw await Problems.ReadAsync(response, cancellationToken);
            }
            catch (Exception e) when (ConnectionLoss.Is(e, cancellationToken))
            {
                if (attempt >= options.Retries) throw new GaiaUnreachableException(options.Url, ConnectionLoss.Reason(e), e);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200 << Math.Min(attempt, 5)), time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        Func<HttpRequestMessage> request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var message = request();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout != System.Threading.Timeout.InfiniteTimeSpan) limit.CancelAfter(timeout);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
