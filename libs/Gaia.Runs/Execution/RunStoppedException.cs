using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>The run was stopped before it was through. <paramref name="exit"/> is null where terraform did not run just then.</summary>
internal sealed class RunStoppedException(string phase, TerraformExit? exit) : Exception($"stopped in {phase}")
{
    public string Phase { get; } = phase;

    public TerraformExit? Exit { get; } = exit;
}
