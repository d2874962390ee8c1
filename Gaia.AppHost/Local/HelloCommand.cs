using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

internal static class HelloCommand
{
    private static readonly string[] Apply = ["terraform", "apply", "hello", "-s", "local", "--auto-approve"];

    /// <summary>"Apply hello": a first run, by the command a person would type. Only where the checkout has the component.</summary>
    public static IResourceBuilder<ProjectResource> WithHelloCommand(this IResourceBuilder<ProjectResource> api, LocalMachine machine)
    {
        var app = api.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode || !app.Environment.IsDevelopment() || GaiaCommand.Program is null || !HasHello(Home.Current.Checkout))
            return api;
        var gaia = new GaiaCommand(api, machine);
        return api.WithCommand("apply-hello", "Apply hello", context => gaia.ShowAsync(context, "hello is applied in local.", Apply), new CommandOptions
        {
            Description = $"Apply hello: gaia {string.Join(' ', Apply)}",
            IconName = "Rocket",
            IsHighlighted = true,
            UpdateState = context => context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        });
    }

    private static bool HasHello(string? checkout) => checkout is not null &&
        File.Exists(Path.Combine(checkout, "atmos.yaml")) && Directory.Exists(Path.Combine(checkout, "components", "terraform", "hello"));
}
