using System.Net;

namespace Gaia.Containers.Tests;

internal static class Health
{
    /// <summary>Waits until the API says that it is well; what it says otherwise, and <paramref name="situation"/>, fail the test.</summary>
    public static async Task UntilAsync(Uri url, TimeSpan longest, Func<Task<string>> situation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(longest);
        var last = "nothing";
        while (!limit.IsCancellationRequested)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url, "health"), limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
                last = $"{(int)answer.StatusCode}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                last = e.Message;
            }
            await Task.Delay(200, CancellationToken.None);
        }
        Assert.Fail($"{url}health answered {last} for {longest}.\n{await situation()}");
    }
}
