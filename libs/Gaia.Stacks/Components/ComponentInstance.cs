using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks.Components;

/// <summary>One component in one stack. What costs work is resolved when first asked for.</summary>
public sealed class ComponentInstance
{
    internal ComponentInstance(Stack stack, string type, string name) => (Stack, Type, Name) = (stack, type, name);

    public Stack Stack { get; }

    /// <summary>terraform, helmfile, packer or any other type a manifest names.</summary>
    public string Type { get; }

    public string Name { get; }

    public string StackName => Stack.Name;

    /// <summary>Manifest file relative to the stacks folder, without extension: `orgs/acme/dev`.</summary>
    public string StackFile => Stack.File;

    /// <summary>Folder of the component relative to the base path of its type: `idp-platform`.</summary>
    public string Folder => throw new StacksInvalidException("stacks.building", "not yet");

    public string AbsoluteFolder => throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Terraform workspace.</summary>
    public string Workspace => throw new StacksInvalidException("stacks.building", "not yet");

    public string BackendType => throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Every section after merge and inheritance, before templates and functions.</summary>
    public MapNode Merged => throw new StacksInvalidException("stacks.building", "not yet");

    public bool IsAbstract => false;

    public bool IsEnabled => true;

    public bool IsLocked => false;

    /// <summary>Direct dependencies, of `dependencies.components` or else of `settings.depends_on`.</summary>
    public IReadOnlyList<ComponentDependency> DependsOn => [];

    public StateIdentity StateIdentity => throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Every section with templates and functions evaluated: what `describe component` prints.</summary>
    public MapNode Evaluate(EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");
}
