using Gaia.Cli.States;
using Gaia.Contracts;
using Gaia.Stacks.Components;
using Gaia.Terraform;

namespace Gaia.Cli.Eject;

/// <summary>A state that leaves Gaia, and where it goes.</summary>
/// <param name="Plan">Of terraform without Gaia: its files are written too.</param>
/// <param name="Kept">Null where Gaia has none any more: it was ejected before.</param>
internal sealed record EjectedState(ComponentInstance Instance, ActionPlan Plan, LocalStateFile File, StateResponse? Kept)
{
    public string Identity => File.Identity;

    public override string ToString() => $"{Instance.Name} in {Instance.StackName}";
}
