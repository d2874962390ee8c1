using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Gaia.Dashboard.Tests.DashboardApp))]

namespace Gaia.Dashboard.Tests;

/// <summary>One AppHost and one browser for every test; started by the first that has what it needs.</summary>
public sealed class DashboardApp : IAsyncDisposable
{
    // Tall, so that no row of a table is left out because nobody would see it.
    private static readonly ViewportSize Screen = new() { Width = 1500, Height = 3000 };
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    private const float ExpectTimeout = 30_000;
    private readonly SemaphoreSlim turn = new(1, 1);
    private AppHostProcess? host;
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal AppHostProcess Host => host!;

    /// <summary>A page of somebody who has followed the link with the token.</summary>
    public async Task<IPage> OpenAsync(string path, CancellationToken cancellation)
    {
        Assert.SkipUnless(Programs.Chromium is not null, "needs chromium on the PATH: scripts/dev-setup.sh --browser");
        await StartAsync(cancellation);
        var page = await browser!.NewPageAsync(new() { ViewportSize = Screen });
        await page.GotoAsync(Host.Dashboard.ToString());
        await page.GotoAsync(new Uri(Host.Dashboard, path).ToString());
        return page;
    }

    /// <summary>For people who want to see what the test saw: artifacts/test-results/dashboard-NAME.png.</summary>
    public static Task KeepAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(SourceTree.Root, "artifacts", "test-results", $"dashboard-{name}.png"), Clip = new() { Width = Screen.Width, Height = 1000 } });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
        turn.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            Assertions.SetDefaultExpectTimeout(ExpectTimeout);
            host ??= await AppHostProcess.StartAsync(cancellation);
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Programs.Chromium, Headless = true, Args = Flags });
        }
        finally
        {
            turn.Release();
        }
    }
}
