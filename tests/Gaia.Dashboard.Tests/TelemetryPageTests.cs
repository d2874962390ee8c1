using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gaia.Dashboard.Tests;

public sealed class TelemetryPageTests(DashboardApp dashboard)
{
    private const string Typed = "gaia terraform apply hello -s local";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_leads_from_the_command_to_terraform()
    {
        Assert.SkipUnless(Programs.Terraform is not null, "needs terraform on the PATH");
        var page = await dashboard.OpenAsync("/traces", cancellation);
        await dashboard.Host.GaiaAsync(cancellation, "terraform", "apply", "hello", "-s", "local", "--auto-approve");
        var trace = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"gaia-cli: {Typed}" }).Last;
        await Expect(trace).ToContainTextAsync("worker");
        await DashboardApp.KeepAsync(page, "traces");

        await trace.GetByText(Typed).ClickAsync();

        var rows = page.GetByRole(AriaRole.Row);
        await Expect(rows.Nth(1)).ToContainTextAsync(Typed); // below the heading
        foreach (var (span, resource) in new[] { ("POST /v1/runs", "api"), ("runs.plan", "worker"), ("terraform init", "worker"), ("terraform plan", "worker") })
            await Expect(rows.Filter(new() { HasText = span }).Filter(new() { HasText = resource }).First).ToBeVisibleAsync();
        await DashboardApp.KeepAsync(page, "trace");
    }

    [Fact]
    public async Task Polling_makes_no_traces()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var page = await dashboard.OpenAsync("/traces", cancellation);
        await dashboard.Host.GaiaAsync(cancellation, "runs", "list");
        await Expect(page.GetByText("gaia-cli: gaia runs list").First).ToBeVisibleAsync();
        await Expect(page.GetByText(": postgresql")).ToHaveCountAsync(0);
        await Expect(page.GetByText("/health")).ToHaveCountAsync(0);
        // Other tests' commands arrive meanwhile; where a command's own span came too late, its trace bears the API's name.
        var asked = page.GetByText("gaia-cli: gaia ").Or(page.GetByText("api: "));
        while (!await page.GetByText($"Showing {await asked.CountAsync()} trace").IsVisibleAsync()) await Task.Delay(Look, limit.Token);
    }

    [Theory]
    [InlineData("api", "http.server.request.duration")]
    [InlineData("worker", "db.client.connection.count")]
    public async Task Logs_and_metrics_of_both_services_arrive(string resource, string metric)
    {
        var logs = await dashboard.OpenAsync($"/structuredlogs/resource/{resource}", cancellation);
        await Expect(logs.GetByText("Application started.").First).ToBeVisibleAsync();
        var metrics = await dashboard.OpenAsync($"/metrics/resource/{resource}", cancellation);
        await Expect(metrics.GetByText(metric).First).ToBeVisibleAsync();
    }
}
