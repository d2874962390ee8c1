using System.Text.Json;
using Gaia.Stacks.Processes;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Terraform;

/// <summary>The terraform of this machine.</summary>
public sealed class TerraformProgram(IOptions<RunsOptions> options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private (string Path, DateTime Changed, string Version)? known;

    /// <summary>Its version, such as <c>1.11.4</c>, or null where there is none. Asked again when the program changed.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        if (Locate(null) is not { } path) return null;
        var changed = File.GetLastWriteTimeUtc(path);
        if (known is { } before && before.Path == path && before.Changed == changed) return before.Version;
        var environment = ChildEnvironment.OfThisProcess();
        environment["CHECKPOINT_DISABLE"] = "1";
        environment.Remove("TF_CLI_CONFIG_FILE");
        var (code, output, _) = await new ShortCommand(path, ["version", "-json"]) { Environment = environment, Limit = Timeout }.RunAsync(cancellationToken);
        if (code != 0) return null;
        using var json = JsonDocument.Parse(output);
        var version = json.RootElement.GetProperty("terraform_version").GetString()!;
        known = (path, changed, version);
        return version;
    }

    /// <param name="wanted">What atmos.yaml names: only <c>terraform</c> and <c>tofu</c> can be chosen by a configuration.</param>
    internal string Require(string? wanted) => Locate(wanted) ?? throw new RunFailure(
        $"{wanted ?? options.Value.TerraformCommand} was not found on the worker {Environment.MachineName}.",
        "Install it on the worker's machine (./scripts/dev-setup.sh does), or set Gaia__TerraformCommand to its path.");

    private string? Locate(string? wanted)
    {
        if (wanted is "tofu") return ProgramPath.Find("tofu");
        return ProgramPath.Find(options.Value.TerraformCommand)
            ?? (options.Value.TerraformCommand == "terraform" ? ProgramPath.Find("tofu") : null);
    }
}
