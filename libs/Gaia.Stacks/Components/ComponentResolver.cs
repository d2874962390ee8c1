using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Components;

/// <summary>Merges a component's sections by the rules of its type.</summary>
internal sealed class ComponentResolver(AtmosConfiguration configuration)
{
    private static readonly StringNode Nothing = new("");

    public static bool IsKnown(string type) => type is "terraform" or "helmfile" or "packer";

    public ResolvedComponent Resolve(Stack stack, string type, string name)
    {
        var written = stack.Components(type)[name];
        if (!written.IsMap(out var component)) throw written.NotAMap("manifest.type", $"the component '{name}'", stack.File);
        if (!IsKnown(type)) return AsWritten(component, name);
        var defaults = stack.Defaults(type);
        var bases = stack.Bases(type).Of(name);
        var merge = new SectionMerge(defaults, bases, component, name, stack.File, Lists(defaults, bases, component));
        return Build(stack, type, name, component, merge, defaults, bases);
    }

    private ResolvedComponent Build(
        Stack stack, string type, string name, MapNode component, SectionMerge merge, TypeDefaults defaults,
        IReadOnlyList<BaseComponents.Layer> bases)
    {
        var own = merge.Component("metadata");
        var metadata = configuration.Stacks.InheritMetadata && bases.Count > 0
            ? DeepMerge.Merge(merge.Bases(Passed), own, merge.Lists)
            : own;
        if (stack.Manifest.Map("metadata") is { Count: > 0 } common)
            metadata = DeepMerge.Merge(common.Without("type").Without("component").Without("inherits").Without("name"), metadata, merge.Lists);
        var explicitFolder = own.Text("component") ?? stack.Bases(type).Folder(name) ?? name;
        var isAbstract = own.Text("type") == "abstract";
        var entries = new List<KeyValuePair<string, Node>>(26)
        {
            new("vars", merge.All("vars")),
            new("settings", Settings(merge.All("settings"), isAbstract)),
            new("env", merge.All("env")),
            new("auth", DeepMerge.Merge(configuration.Raw.Map("auth") ?? MapNode.Empty, merge.All("auth"))),
            new("command", new StringNode(merge.Overrides.Text("command") ?? merge.Text("command") ?? Command(type))),
            new("inheritance", new ListNode([.. BaseComponents.Chain(bases).Select(item => new StringNode(item))])),
            new("metadata", metadata),
            new("overrides", merge.Overrides),
            new("component", new StringNode(explicitFolder)),
            new("generate", merge.All("generate")),
            new("source", merge.Own("source", MapNode.Empty)),
            new("provision", merge.Own("provision", MapNode.Empty)),
        };
        if (merge.All("retry") is { Count: > 0 } retry) entries.Add(new("retry", retry));
        if (merge.Own("locals", MapNode.Empty) is { Count: > 0 } locals) entries.Add(new("locals", locals));
        if (merge.Own("dependencies", defaults["dependencies"]) is { Count: > 0 } dependencies) entries.Add(new("dependencies", dependencies));
        if (type == "terraform") entries.AddRange(Terraform(stack, name, merge, defaults, metadata.Text("name") is { Length: > 0 } given ? given : explicitFolder));
        return new ResolvedComponent(new MapNode([.. entries], component.Mark), metadata.Text("component") ?? explicitFolder, metadata, isAbstract);
    }

    private IEnumerable<KeyValuePair<string, Node>> Terraform(Stack stack, string name, SectionMerge merge, TypeDefaults defaults, string owner)
    {
        var separator = configuration.Terraform.WorkspacePrefixSeparator;
        var (backendType, backend) = Backends.Backend(merge, defaults, name, owner, separator);
        var (remoteType, remote) = Backends.RemoteState(merge, defaults, name, stack.ShownName, backendType, backend);
        return
        [
            new("providers", merge.All("providers")),
            new("hooks", merge.All("hooks")),
            new("required_providers", merge.All("required_providers")),
            new("required_version", Version(merge)),
            new("backend_type", new StringNode(backendType)),
            new("backend", backend),
            new("remote_state_backend_type", new StringNode(remoteType)),
            new("remote_state_backend", remote),
        ];
    }

    private static StringNode Version(SectionMerge merge) =>
        (merge.Overrides.Text("required_version") ?? merge.NearestText("required_version")) is { } version ? new StringNode(version) : Nothing;

    private MapNode Settings(MapNode settings, bool isAbstract)
    {
        if (configuration.Raw.At("integrations", "github") is MapNode { Count: > 0 } github)
        {
            var integrations = settings.Map("integrations") ?? MapNode.Empty;
            var merged = DeepMerge.Merge(github, integrations.Map("github") ?? MapNode.Empty);
            settings = settings.With("integrations", integrations.With("github", merged));
        }

        return isAbstract && settings.Map("spacelift") is { } spacelift
            ? settings.With("spacelift", spacelift.Without("workspace_enabled"))
            : settings;
    }

    // The nearest that names a strategy decides: the component, its bases, the stack, atmos.yaml.
    private ListStrategy Lists(TypeDefaults defaults, IReadOnlyList<BaseComponents.Layer> bases, MapNode component)
    {
        var named = Strategy(component.Map("settings"));
        for (var i = bases.Count - 1; i >= 0 && named is null; i--) named = Strategy(bases[i].Section.Map("settings"));
        named ??= Strategy(defaults["settings"]);
        return named is null ? ListStrategies.Parse(configuration.ListMergeStrategy) : ListStrategies.Parse(named.Value, named.Mark);
    }

    private static StringNode? Strategy(MapNode? settings) =>
        settings?["list_merge_strategy"] is StringNode { Value.Length: > 0 } named ? named : null;

    private string Command(string type) => type switch
    {
        "helmfile" => configuration.Helmfile.Command,
        "packer" => configuration.Packer.Command,
        _ => configuration.Terraform.Command,
    };

    private static MapNode Passed(MapNode section) =>
        (section.Map("metadata") ?? MapNode.Empty).Without("inherits").Without("type");

    private static ResolvedComponent AsWritten(MapNode component, string name)
    {
        var metadata = component.Map("metadata") ?? MapNode.Empty;
        var folder = metadata.Text("component") ?? component.Text("component") ?? name;
        return new ResolvedComponent(component.With("component", new StringNode(folder)), folder, metadata, metadata.Text("type") == "abstract");
    }
}
