using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gaia.Dashboard.Tests;

public sealed class ResourcesPageTests(DashboardApp dashboard)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_resource_is_healthy_and_nothing_is_red()
    {
        var page = await dashboard.OpenAsync("/", cancellation);
        foreach (var resource in new[] { "postgres", "gaia", "redis", "api", "worker" })
            await Expect(Row(page, resource)).ToContainTextAsync("Running");
        await DashboardApp.KeepAsync(page, "resources");
        foreach (var alarm in new[] { "Unhealthy", "certificate" })
            await Expect(page.GetByText(alarm)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Links_say_where_they_lead()
    {
        var page = await dashboard.OpenAsync("/", cancellation);
        await Expect(Row(page, "api").GetByRole(AriaRole.Link, new() { Name = "Gaia API", Exact = true })).ToHaveAttributeAsync("href", dashboard.Host.Api);
        await Expect(Row(page, "api").GetByRole(AriaRole.Link, new() { Name = "API documentation" })).ToHaveAttributeAsync("href", $"{dashboard.Host.Api}/docs");
        await Expect(Row(page, "worker").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Apply_hello_is_one_click()
    {
        Assert.SkipUnless(Programs.Terraform is not null, "needs terraform on the PATH");
        var page = await dashboard.OpenAsync("/", cancellation);
        await Row(page, "api").Locator("[title^='Apply hello']").ClickAsync();
        // The dashboard may say it twice for a moment, while one message takes the place of the other.
        await Expect(page.GetByText("\"Apply hello\" succeeded").First).ToBeVisibleAsync();
        await DashboardApp.KeepAsync(page, "apply-hello");
    }

    [Fact]
    public async Task Reset_data_asks_before_it_does_anything()
    {
        var page = await dashboard.OpenAsync("/", cancellation);
        await Row(page, "postgres").Locator("[title='Actions']").ClickAsync();
        await page.GetByText("Reset data").ClickAsync();
        await Expect(page.GetByText("This deletes everything Gaia keeps here")).ToBeVisibleAsync();
        await page.Locator("fluent-button", new() { HasTextRegex = new Regex(@"^\s*No\s*$") }).ClickAsync();
        await Expect(Row(page, "api")).ToContainTextAsync("Running");
    }

    private static ILocator Row(IPage page, string resource) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) });
}
