using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

internal static class SampleExtensions
{
    /// <summary>
    /// The first start in Development makes a small history to look at, by real runs (`gaia demo seed`). `--no-sample`
    /// leaves it out. Nobody waits for it, and it is nothing that is published.
    /// </summary>
    public static void AddSample(this IDistributedApplicationBuilder app, IResourceBuilder<ProjectResource> api, IResourceBuilder<ProjectResource> worker, LocalMachine machine)
    {
        if (!machine.Runs || !app.Environment.IsDevelopment() || app.Configuration["no-sample"] is "true")
            return;
        app.AddProject<Projects.Gaia_Cli>("sample")
            .RunBuilt(machine, "gaia")
            .WithArgs("demo", "seed", "--if-empty")
            .WithEnvironment("GAIA_URL", api.GetEndpoint("http"))
            // Not the caller's own login, which may be for another Gaia.
            .WithEnvironment("GAIA_TOKEN", "")
            .WithEnvironment("XDG_CONFIG_HOME", Path.Combine(machine.Data.Root, "sample"))
            .WaitFor(api)
            .WaitFor(worker);
    }
}
