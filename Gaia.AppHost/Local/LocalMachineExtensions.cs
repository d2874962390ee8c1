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
        var machine = new LocalMachine(DataFolder.Of(app), runs, runs ? ContainerEngine.Wanted(app.Configuration) : null, runs && app.Watches());
        if (!runs)
            return machine;
        app.Services.AddSingleton(_ => machine);
        app.Services.AddSingleton<LastWords>().AddSingleton<FirstStart>();
        app.Services.AddFirst<Announcement>();
        app.Services.AddFirst<SlowStart>();
        app.Services.AddFirst<CrashRestart>();
        if (app.Configuration["console"] is "true")
            app.Services.AddFirst<ConsoleLines>();
        app.Services.AddHostedService<StopOrder>();
        app.UseDashboardOnLoopback();
        app.UseBundle(machine.Data);
        if (!machine.RunsProcesses)
            app.Configuration["DcpPublisher:WaitForResourceCleanup"] ??= "true"; // else containers outlive the AppHost by seconds
        machine.Requirements.AddShellTools();
        machine.Requirements.AddSpace(machine.Data.Root);
        app.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopOrder.ServicesLimit + StopOrder.ServersLimit);
        app.Eventing.Subscribe<BeforeStartEvent>((before, ct) => machine.PrepareAsync(
            clean: app.Configuration["clean"] is "true", before.Services.GetRequiredService<TimeProvider>(), ct));
        return machine;
    }

    /// <summary>Before Aspire's own, whose start lasts until every resource has what it waits for, and so to the end of them.</summary>
    public static void AddFirst<THosted>(this IServiceCollection services) where THosted : class, IHostedService =>
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, THosted>());

    /// <summary>The testing builder asks for ports of its own.</summary>
    public static bool IsUnderTest(this IDistributedApplicationBuilder app) => app.Configuration["DcpPublisher:RandomizePorts"] is "true";

    /// <summary>`--watch`, or `dotnet watch` on the AppHost itself, which says so in this variable.</summary>
    private static bool Watches(this IDistributedApplicationBuilder app) =>
        app.Configuration["watch"] is "true" || app.Configuration["DOTNET_WATCH"] is "true" or "1";

    /// <summary>A bundle has its own orchestrator and dashboard: there are no packages where it is unpacked.</summary>
    private static void UseBundle(this IDistributedApplicationBuilder app, DataFolder data)
    {
        var (settings, folder) = (app.Configuration, Home.Current.Aspire);
        if (Home.Current.Checkout is not null || !Directory.Exists(folder))
            return;
        settings["DcpPublisher:CliPath"] ??= Path.Combine(folder, "orchestrator", "dcp");
        settings["DcpPublisher:DashboardPath"] ??= Path.Combine(folder, "dashboard", "Aspire.Dashboard");
        settings["Aspire:Store:Path"] = data.Root; // else a folder of the machine that built it
    }
}
