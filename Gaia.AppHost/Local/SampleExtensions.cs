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
        var sample = app.AddProject<Projects.Gaia_Cli>("sample", launchProfileName: null)
            .RunBuilt(machine, "gaia")
            .WithArgs("demo", "seed", "--if-empty")
            .WithEnvironment("GAIA_URL", api.GetEndpoint("http"))
            .WithOtlpExporter(OtlpProtocol.HttpJson) // the one that `gaia` speaks
            .WaitFor(api)
            .WaitFor(worker);
        foreach (var (name, value) in GaiaCommand.Environment(machine))
            sample.WithEnvironment(name, value);
        sample.WithResetCommand(new GaiaCommand(api, machine));
    }

    private static void WithResetCommand(this IResourceBuilder<ProjectResource> sample, GaiaCommand gaia)
    {
        if (GaiaCommand.Program is null)
            return;
        sample.WithCommand("make-anew", "Make the sample anew", context => gaia.ShowAsync(context, "The sample is new.", "demo", "reset", "--yes"), new CommandOptions
        {
            Description = "gaia demo reset: destroys what the sample made, and makes it again. Your own runs stay as they are.",
            ConfirmationMessage = "This destroys the components of the sample and makes them anew. Go on?",
            IconName = "ArrowSync",
            UpdateState = context => KnownResourceStates.TerminalStates.Contains(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        });
    }
}
