#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004 // experimental, and the way for steps of one's own
using System.Diagnostics;
using Aspire.Hosting.Pipelines;
using Gaia.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gaia.AppHost.Publishing;

/// <summary>
/// `aspire publish` and `aspire do kubernetes-manifests`: Aspire writes its manifest, and `gaia manifest generate` makes of it what a cluster takes, in the folder
/// `kubernetes` beside it. The common level of deploy/settings.yaml; what an environment needs besides (outputs, values) only the command takes.
/// </summary>
internal static class KubernetesManifests
{
    private const string Step = "kubernetes-manifests", ManifestStep = "publish-manifest", ManifestFile = "aspire-manifest.json";

    public static void AddKubernetesManifests(this IDistributedApplicationBuilder builder) =>
        builder.Pipeline.AddStep(Step, WriteAsync, dependsOn: ManifestStep, requiredBy: WellKnownPipelineSteps.Publish);

    private static async Task WriteAsync(PipelineStepContext context)
    {
        if (Home.Current.Checkout is not { } checkout || GaiaCommand.Program is not { } gaia)
            throw new CannotStartException("Manifests are written from a checkout in which Gaia.Cli is built: ./scripts/build.sh");
        var folder = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
        string[] arguments =
        [
            "manifest", "generate", "--from", Path.Combine(folder, ManifestFile), "--settings", Path.Combine(checkout, "deploy", "settings.yaml"),
            "--environment", "base", "-o", Path.Combine(folder, "kubernetes"),
        ];
        using var process = Process.Start(new ProcessStartInfo(gaia[0], [.. gaia.Skip(1), .. arguments]) { WorkingDirectory = checkout, RedirectStandardError = true })!;
        try
        {
            while (await process.StandardError.ReadLineAsync(context.CancellationToken) is { } line) context.Logger.LogInformation("{Line}", line);
            await process.WaitForExitAsync(context.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        if (process.ExitCode != 0) throw new DistributedApplicationException($"gaia manifest generate ended with exit code {process.ExitCode}.");
    }
}
