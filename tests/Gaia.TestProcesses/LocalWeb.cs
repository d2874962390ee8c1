using System.Net;

namespace Gaia.TestProcesses;

/// <summary>An HTTP server of a test's own on this machine: each call is answered at the same time as the others, until it is disposed of.</summary>
public sealed class LocalWeb : IDisposable
{
    private readonly HttpListener listener = new();

    /// <param name="answer">Sets status and body; the answer is closed after it.</param>
    /// <param name="address">http://host:port/; without it a free port of loopback.</param>
    public LocalWeb(Func<HttpListenerContext, Task> answer, Uri? address = null)
    {
        Address = address ?? new($"http://127.0.0.1:{FreePort.Next()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = Task.Run(() => ServeAsync(answer));
    }

    public Uri Address { get; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync(Func<HttpListenerContext, Task> answer)
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(call, answer));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext call, Func<HttpListenerContext, Task> answer)
    {
        try
        {
            await answer(call);
            call.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The caller has gone, or the test is over.
        }
    }
}
