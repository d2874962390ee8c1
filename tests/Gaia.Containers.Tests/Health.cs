using System.Net;

namespace Gaia.Containers.Tests;

internal static class Health
{
    /// <summary>Waits until the API says that it is well; what it says otherwise, and <paramref name="situation"/>, fail the test.</summary>
    public static async Task UntilAsync(Uri url, TimeSpan longest, Func<Task<string>> situation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var last = "nothing";
        try
        {
            await Until.TrueAsync(IsWellAsync, $"{url}health", (int)longest.TotalSeconds, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{url}health answered {last} for {longest}.\n{await situation()}");
        }

        async Task<bool> IsWellAsync()
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url, "health"), TestContext.Current.CancellationToken);
                last = $"{(int)answer.StatusCode}";
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                last = e.Message;
                return false;
            }
        }
    }
}
