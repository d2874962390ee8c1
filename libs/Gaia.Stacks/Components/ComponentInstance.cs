using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Stores;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks.Components;

/// <summary>One component in one stack. What costs work is resolved when first asked for.</summary>
public sealed class ComponentInstance
{
    private readonly Resolution resolution;
    private ResolvedComponent? resolved;
    private string? stackName;

    internal ComponentInstance(Resolution resolution, Stack stack, string type, string name) =>
        (this.resolution, Stack, Type, Name) = (resolution, stack, type, name);

    public Stack Stack { get; }

    /// <summary>terraform, helmfile, packer or any other type a manifest names.</summary>
    public string Type { get; }

    public string Name { get; }

    /// <exception cref="StacksInvalidException">`stack.name`: a variable that the name is made from is missing.</exception>
    public string StackName => stackName ??= resolution.Names.Of(Stack, Type, Name);

    /// <summary>Manifest file relative to the stacks folder, without extension: `orgs/acme/dev`.</summary>
    public string StackFile => Stack.File;

    /// <summary>Folder of the component relative to the base path of its type: `idp-platform`.</summary>
    public string Folder => Resolved.Folder;

    /// <summary>As atmos.yaml writes it, wherever the repository lies: <c>components/terraform/vpc</c>.</summary>
    public string WrittenFolder => $"{resolution.Folders.RawOfType(Type)}/{Folder}";

    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public string AbsoluteFolder => resolution.Folders.Of(Type, Folder, FolderMark(Resolved));

    /// <summary>Terraform workspace.</summary>
    public string Workspace => resolution.Workspaces.Of(this, withComponent: true);

    public string BackendType => Resolved.Section.Text("backend_type") ?? "";

    /// <summary>Every section after merge and inheritance, before templates and functions.</summary>
    public MapNode Merged => (MapNode)Deferrals.Upper(Resolved.Section);

    public bool IsAbstract => Resolved.IsAbstract;

    public bool IsEnabled => Resolved.IsEnabled;

    public bool IsLocked => Resolved.IsLocked;

    /// <summary>Direct dependencies, of `dependencies.components` or else of `settings.depends_on`.</summary>
    public IReadOnlyList<ComponentDependency> DependsOn => DependsOnBy(EvaluationOptions.Default);

    public StateIdentity StateIdentity => StateIdentities.Of(this, default);

    /// <summary>As `describe stacks` prints it.</summary>
    internal string WorkspaceOfStack => resolution.Workspaces.Of(this, withComponent: false);

    internal AtmosConfiguration Configuration => resolution.Configuration;

    internal StoreCatalog Stores => resolution.Stores;

    internal ComponentFolders Folders => resolution.Folders;

    internal ResolvedComponent Resolved => resolved ??= Confined(Stack.Resolve(Type, Name));

    /// <summary>The same as far as these options evaluate it: without templates a templated stack name matches nothing.</summary>
    public IReadOnlyList<ComponentDependency> DependsOnBy(EvaluationOptions options) => resolution.Dependencies.Of(this, options);

    /// <summary>Every section with templates and functions evaluated: what `describe component` prints.</summary>
    public MapNode Evaluate(EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Evaluate(options ?? EvaluationOptions.Default, EvaluationScope.Start(cancellation));

    /// <summary>The same on behalf of another instance.</summary>
    internal MapNode Evaluate(EvaluationOptions options, EvaluationScope scope) => resolution.Evaluator.Evaluate(this, options, scope);

    // A folder outside is no component: it is refused before anything asks what it holds.
    private ResolvedComponent Confined(ResolvedComponent component)
    {
        if (Configuration.Root.IsConfined) Folders.Of(Type, component.Folder, FolderMark(component));
        return component;
    }

    private SourceMark FolderMark(ResolvedComponent component) =>
        component.Metadata["component"]?.Mark is { File: not null } mark ? mark : component.Section.Mark is { File: not null } whole ? whole : Stack.Mark;

    public override string ToString() => $"{Name} in {TryStackName() ?? StackFile}";

    /// <summary>
    /// False for what is in a catalog only: an abstract component in a manifest that gives no stack. A real component
    /// without a stack is an error.
    /// </summary>
    internal bool HasUsableName() => TryStackName() is not null || (!IsAbstract && StackName.Length > 0);

    /// <summary>The stack's name, or null where a variable for it is missing.</summary>
    internal string? TryStackName()
    {
        try
        {
            return StackName;
        }
        catch (StacksInvalidException)
        {
            return null;
        }
    }
}
