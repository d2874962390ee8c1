using Gaia.Cli.Hosting;
using Gaia.Manifests;
using Gaia.Manifests.Settings;

namespace Gaia.Cli.Manifests;

/// <summary>What is wrong, by environment. A position may be that of a YAML anchor that several share, so that only the name says which is meant.</summary>
internal sealed class EnvironmentFaults(IReadOnlyList<string> levels)
{
    private const string NotGiven = "outputs.not-given";

    private readonly List<(ManifestFault Fault, List<string> Environments)> faults = [];

    public void Add(string environment, ManifestFaultsException several)
    {
        foreach (var fault in several.Faults)
        {
            var known = faults.FindIndex(other => other.Fault == fault);
            if (known < 0) faults.Add((fault, [environment]));
            else faults[known].Environments.Add(environment);
        }
    }

    public void ThrowIfAny(string? hint = null)
    {
        if (faults.Count > 0) throw new EnvironmentFaultsException([.. faults.Select(Described)], hint is not null && (levels.Count == 1 || faults.Any(fault => !AreAll(fault))) ? [hint] : []);
    }

    /// <summary>Leaves environments out that cannot be made, and says why; the settings' own level cannot be left out.</summary>
    public void LeaveOut(CliContext context)
    {
        if (faults.Any(fault => fault.Environments.Contains(DeploySettings.BaseName))) ThrowIfAny();
        foreach (var (fault, environments) in faults) context.Say($"left out {string.Join(", ", environments)}: {fault.Describe()}");
    }

    // What all of them have is wrong with the manifest or with what they share.
    private EnvironmentFault Described((ManifestFault Fault, List<string> Environments) item) => new(AreAll(item) ? "" : string.Join(", ", item.Environments), item.Fault);

    private bool AreAll((ManifestFault Fault, List<string> Environments) item) =>
        levels.All(level => item.Environments.Contains(level) || item.Fault.Code != NotGiven && WasNotLookedAt(level));

    // Without the outputs that it takes, nothing else of it is known.
    private bool WasNotLookedAt(string level) => faults.Any(item => item.Fault.Code == NotGiven && item.Environments.Contains(level));
}

/// <param name="Environments">Names of those that have it; empty: all.</param>
internal sealed record EnvironmentFault(string Environments, ManifestFault Fault)
{
    /// <summary>"environment dev: deploy/settings.yaml:9:3: ...", unless the message names it.</summary>
    public string Describe() => Environments.Length == 0 || Fault.Message.Contains($"'{Environments}'", StringComparison.Ordinal) ? Fault.Describe() : $"environment {Environments}: {Fault.Describe()}";
}

internal sealed class EnvironmentFaultsException(IReadOnlyList<EnvironmentFault> faults, IReadOnlyList<string> hints)
    : CliException(string.Join('\n', faults.Select(fault => fault.Describe())), ExitCodes.Failed, hints)
{
    public IReadOnlyList<EnvironmentFault> Faults => faults;
}
