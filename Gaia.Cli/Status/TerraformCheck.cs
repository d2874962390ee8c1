using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Status;

/// <summary>Terraform or OpenTofu on this machine; only --local needs it.</summary>
internal static class TerraformCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<Check> RunAsync(CliContext context)
    {
        var named = context.Environment.GetValueOrDefault("ATMOS_COMPONENTS_TERRAFORM_COMMAND");
        foreach (var program in named is { Length: > 0 } ? [named] : (string[])["terraform", "tofu"])
            if (await VersionAsync(program, context) is { } version) return Check.Good("terraform here", $"{program} {version}");
        return Check.Warn("terraform here", "not found", "Only needed for --local. Install terraform or OpenTofu, or correct PATH.");
    }

    private static async Task<string?> VersionAsync(string program, CliContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Token);
        stop.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["version", "-json"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null) return null;
            using var kill = stop.Token.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(stop.Token);
            var output = await process.StandardOutput.ReadToEndAsync(stop.Token);
            await error;
            using var json = JsonDocument.Parse(output);
            return json.RootElement.GetProperty("terraform_version").GetString();
        }
        catch (Exception e) when (e is Win32Exception or JsonException or KeyNotFoundException || (e is OperationCanceledException && !context.Token.IsCancellationRequested))
        {
            return null;
        }
    }
}
