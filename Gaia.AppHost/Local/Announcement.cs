using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

/// <summary>Says where everything is once API and worker are healthy, in apphost.json and, unless `gaia serve` does, on the console.</summary>
internal sealed class Announcement(
    DistributedApplicationModel model, ResourceNotificationService notifications, LocalMachine machine, FirstStart firstStart, IConfiguration configuration) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var services = model.GetProjectResources().Where(project => project.TryGetLastAnnotation<RestartAnnotation>(out _)).ToList();
        foreach (var service in services)
            await notifications.WaitForResourceHealthyAsync(service.Name, stoppingToken);
        firstStart.Done();
        var api = services.Single(service => service.Name == "api").GetEndpoint("http").Url;
        var run = new RunFile(Environment.ProcessId, api, Dashboard.UrlWithToken(configuration), machine.RunsProcesses ? "processes" : "containers", Dashboard.Telemetry(configuration));
        run.Write(machine.Data);
        if (configuration["announce"] is "false")
            return;
        Console.WriteLine($"Gaia is up: {run.Api}. PostgreSQL and Redis run as {run.Servers}; data in {machine.Data.Root}");
        if (run.Dashboard is { } dashboard)
            Console.WriteLine($"Dashboard: {dashboard}");
    }
}
