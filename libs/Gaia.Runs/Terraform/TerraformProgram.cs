using System.Text.Json;
using Gaia.Stacks.Processes;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Terraform;

/// <summary>The terraform of this machine.</summary>
public sealed class TerraformProgram(IOptions<RunsOptions> options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private (string Path, DateTime Changed, string Version)? known;

    /// <summary>Its version, such as <c>1.11.4</c>, or null if the program is missing. Asked again when the program changed.</summary>
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

    /// <summary>The one of most components; null if it is not installed.</summary>
    internal string? Usual => Locate(null);

    /// <param name="wanted">A name or a path, as the configuration has it.</param>
    /// <param name="chosen">Somebody wrote it there: then it is this program or none. Another one could write a state that the chosen one no longer reads.</param>
    /// <exception cref="RunFailure">The worker does not offer it.</exception>
    internal string Require(string wanted, bool chosen)
    {
        if (!chosen) return Locate(null) ?? throw Missing(options.Value.TerraformCommand);
        if (wanted is "tofu") return Locate("tofu") ?? throw Missing("tofu");
        if (wanted == Path.GetFileName(options.Value.TerraformCommand)) return ProgramPath.Find(options.Value.TerraformCommand) ?? throw Missing(wanted);
        if (options.Value.TerraformPrograms.FirstOrDefault(each => each == wanted || Path.GetFileName(each) == wanted) is { } offered) return ProgramPath.Find(offered) ?? throw Missing(offered);
        if (wanted is "terraform") return ProgramPath.Find(wanted) ?? throw Missing(wanted);
        throw new RunFailure($"The configuration asks for the program '{wanted}'. The worker {Environment.MachineName} offers {string.Join(", ", Offered())}, and takes none in its place.",
            $"Install it there and set Gaia__TerraformPrograms__0={wanted}, or correct `command` in the stack or components.terraform.command in atmos.yaml.");
    }

    /// <summary>For a machine that is not this one: what its image has is seen when it starts.</summary>
    internal string Named(string wanted, bool chosen) => chosen ? wanted : options.Value.TerraformCommand;

    private IEnumerable<string> Offered() => new[] { "terraform", "tofu" }.Where(name => ProgramPath.Find(name) is not null)
        .Append(Path.GetFileName(options.Value.TerraformCommand)).Concat(options.Value.TerraformPrograms).Distinct();

    private static RunFailure Missing(string program) => new(
        $"{program} was not found on the worker {Environment.MachineName}.",
        "Install it on the worker's machine (./scripts/dev-setup.sh does), or set Gaia__TerraformCommand to its path.");

    private string? Locate(string? wanted)
    {
        if (wanted is "tofu") return ProgramPath.Find("tofu");
        return ProgramPath.Find(options.Value.TerraformCommand)
            ?? (options.Value.TerraformCommand == "terraform" ? ProgramPath.Find("tofu") : null);
    }
}
