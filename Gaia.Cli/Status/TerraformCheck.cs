using System.ComponentModel;
using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Processes;

namespace Gaia.Cli.Status;

/// <summary>Terraform or OpenTofu on this machine; only --local needs it.</summary>
internal static class TerraformCheck
{
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(20);

    public static async Task<Check> RunAsync(CliContext context)
    {
        var named = context.Environment.GetValueOrDefault("ATMOS_COMPONENTS_TERRAFORM_COMMAND");
        foreach (var program in named is { Length: > 0 } ? [named] : (string[])["terraform", "tofu"])
            if (await VersionAsync(program, context) is { } version) return Check.Good("terraform here", $"{program} {version}");
        return Check.Warn("terraform here", "not found", "Only needed for --local. Install terraform or OpenTofu, or correct PATH.");
    }

    private static async Task<string?> VersionAsync(string program, CliContext context)
    {
        try
        {
            var version = new ShortCommand(program, ["version", "-json"]) { Environment = context.Environment, Limit = VersionLimit };
            var (code, output, _) = await version.RunAsync(context.Token);
            if (code != 0) return null;
            using var json = JsonDocument.Parse(output);
            return json.RootElement.GetProperty("terraform_version").GetString();
        }
        catch (Exception e) when (e is Win32Exception or JsonException or KeyNotFoundException or TimeoutException)
        {
            return null;
        }
    }
}
