using System.Text;
using Gaia.Stacks.Components;
using Gaia.Stacks.Hooks;
using Gaia.Stacks.Terraform;
using Gaia.Stacks.Validation;
using Gaia.Terraform.Variables;

namespace Gaia.Terraform;

/// <summary>
/// Everything that one terraform command on one component instance means: made from the configuration alone, carried out by
/// whoever runs it. The same in place and on a worker.
/// </summary>
public sealed record ActionPlan(ComponentInstance Instance, TerraformVerb Verb)
{
    /// <summary>Beside the component: on a person's machine, or kept by Gaia in its place.</summary>
    public const string LocalBackend = "local";

    /// <summary>Absolute; terraform runs here.</summary>
    public string Folder => Instance.AbsoluteFolder;

    /// <summary>As configured: a name or a path.</summary>
    public required string Program { get; init; }

    /// <summary>Somebody wrote another than terraform into the configuration.</summary>
    public required bool ProgramIsChosen { get; init; }

    /// <summary>Null if none is selected.</summary>
    public required string? Workspace { get; init; }

    /// <summary>Type of the backend that terraform will find: of the file that is written, else of the component's code, else local.</summary>
    public required string Backend { get; init; }

    /// <summary>In place of a local backend Gaia keeps the state, by the backend http.</summary>
    public required bool GaiaKeepsState { get; init; }

    /// <summary>Names below <see cref="Folder"/> and bytes, to be written before the first step.</summary>
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>Names below <see cref="Folder"/>, to be removed before the first step where they are there.</summary>
    public required IReadOnlyList<string> RemovedBefore { get; init; }

    /// <summary>Names below <see cref="Folder"/>, to be removed once all has succeeded.</summary>
    public required IReadOnlyList<string> RemovedAfter { get; init; }

    /// <summary>Those of <see cref="Files"/> that hold values of a person: to be removed whether all has succeeded or not.</summary>
    public required IReadOnlyList<string> SecretFiles { get; init; }

    public required IReadOnlyList<TerraformStep> Steps { get; init; }

    /// <summary>Set over what the driver's own environment has.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Gates before the first step.</summary>
    public required IReadOnlyList<ComponentPolicy> Policies { get; init; }

    /// <summary>Stores to write to after the last step.</summary>
    public required IReadOnlyList<StoreHook> StoreHooks { get; init; }

    /// <summary>What whoever runs it should know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Names of input variables whose values are secret.</summary>
    public required IReadOnlySet<string> SensitiveVariables { get; init; }

    /// <summary>Values that the code itself gives to them, which count where nobody gives others.</summary>
    public required IReadOnlyList<string> SensitiveDefaults { get; init; }

    public required GivenVarfiles Given { get; init; }

    public string Varfile => TerraformFiles.VarfileName(Instance);

    public string Planfile => TerraformFiles.PlanfileName(Instance);

    /// <summary>For people: values of files and variables are left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Verb.Words} {Instance.Name} in {Instance.StackName}\n");
        foreach (var policy in Policies) text.Append($"  checks {policy.Name}\n");
        foreach (var name in Files.Keys.Order(StringComparer.Ordinal)) text.Append($"  writes {name}\n");
        foreach (var name in Environment.Keys.Order(StringComparer.Ordinal)) text.Append($"  sets {name}\n");
        foreach (var step in Steps) text.Append($"  runs {Program} {string.Join(' ', step.Arguments)}\n");
        foreach (var hook in StoreHooks) text.Append($"  stores outputs in {hook.Store}\n");
        foreach (var note in Notes) text.Append($"  note: {note}\n");
        return text.ToString();
    }
}
