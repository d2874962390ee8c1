using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

internal static class LocalMachineExtensions
{
    /// <summary>
    /// What Aspire lacks and a machine shared with people needs: a data folder with one AppHost at a time, checks before the
    /// start, an order of stopping, restarts after a crash, the resources' lines on the console.
    /// </summary>
    public static LocalMachine AddLocalMachine(this IDistributedApplicationBuilder app)
    {
        var runs = app.ExecutionContext.IsRunMode;
        var machine = new LocalMachine(DataFolder.Of(app), Path.GetFullPath(Path.Combine(app.AppHostDirectory, "..")), runs, runs && !ContainerEngine.IsWanted(app.Configuration));
        if (!runs)
            return machine;
        app.Services.AddSingleton(_ => machine);
        app.Services.AddHostedService<Announcement>();
        app.Services.AddHostedService<CrashRestart>();
        if (app.Configuration["console"] is "true")
            app.Services.AddHostedService<ConsoleLines>();
        app.Services.AddHostedService<StopOrder>();
        app.UseDashboardOnLoopback();
        machine.Requirements.AddSpace(machine.Data.Root);
        app.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopOrder.ServicesLimit + StopOrder.ServersLimit);
        app.Eventing.Subscribe<BeforeStartEvent>((before, ct) => machine.PrepareAsync(
            clean: app.Configuration["clean"] is "true", before.Services.GetRequiredService<TimeProvider>(), ct));
        return machine;
    }

    /// <summary>The testing builder asks for ports of its own.</summary>
    public static bool IsUnderTest(this IDistributedApplicationBuilder app) => app.Configuration["DcpPublisher:RandomizePorts"] is "true";
}
