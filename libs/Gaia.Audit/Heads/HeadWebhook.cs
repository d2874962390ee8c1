using System.Net.Http.Headers;
using System.Text;

namespace Gaia.Audit.Heads;

/// <summary>Tells the head to somebody else, who keeps it. A call that fails is tried again, and later by who called.</summary>
internal sealed class HeadWebhook(HttpClient http, Uri url, string? tokenFile, TimeProvider time) : IHeadPlace
{
    private const int Tries = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => url.GetLeftPart(UriPartial.Path);

    public async Task NoteAsync(LogHead head, CancellationToken cancellationToken)
    {
        for (var left = Tries - 1; ; left--)
        {
            if (await TryAsync(head, cancellationToken) is not { } problem) return;
            if (left == 0) throw new HeadNotNotedException(problem);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <returns>Why it was not taken, or null.</returns>
    private async Task<string?> TryAsync(LogHead head, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(head.Json(), Encoding.UTF8, "application/json") };
            if (await TokenAsync(limit.Token) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it did not answer within {Limit.TotalSeconds} s";
        }
        catch (HttpRequestException fault)
        {
            return fault.Message;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            // FormatException: of a token with a line break in it, whose message would show it.
            return $"Gaia__Audit__HeadWebhookTokenFile: {tokenFile} {(fault is FormatException ? "holds more than a token" : $"cannot be read: {fault.Message}")}";
        }
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(tokenFile) ? null : (await File.ReadAllTextAsync(tokenFile, cancellationToken)).Trim();
}
