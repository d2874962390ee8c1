using System.Collections.Concurrent;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Describe;

/// <summary>Compares one instance with its older self, section by section, then its files.</summary>
internal sealed class AffectedReasons(AffectedQuery query)
{
    private static readonly (string Section, string Reason)[] Sections =
    [
        ("vars", "stack.vars"), ("env", "stack.env"), ("providers", "stack.providers"), ("required_providers", "stack.required_providers"),
        ("required_version", "stack.required_version"), ("hooks", "stack.hooks"), ("generate", "stack.generate"), ("backend_type", "stack.backend_type"),
        ("backend", "stack.backend"), ("remote_state_backend_type", "stack.remote_state_backend_type"), ("remote_state_backend", "stack.remote_state_backend"),
        ("command", "stack.command"), ("source", "stack.source"), ("provision", "stack.provision"), ("dependencies", "stack.dependencies"), ("settings", "stack.settings"),
    ];

    private readonly ConcurrentDictionary<string, (bool Own, bool Modules)> folders = new();
    private readonly string[] changed = [.. query.ChangedFiles.Select(file => Paths.Join(query.RepositoryRoot, file))];

    public Affected? Of(ComponentInstance now, ComponentInstance? before, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        // Equal before evaluation means equal after it, unless a template or function could look elsewhere.
        var raw = now.Resolved.Section;
        var calls = raw.Has(NodeTraits.Template | NodeTraits.Function | NodeTraits.Deferred);
        var same = before is not null && !calls && raw.Equals(before.Resolved.Section);
        var section = same ? raw : now.Evaluate(query.Evaluation, cancellation);
        var older = same ? raw : before?.Evaluate(query.Evaluation, cancellation);
        if (Differs(section, older, "metadata")) reasons.Add("stack.metadata");
        var (own, modules) = folders.GetOrAdd(now.AbsoluteFolder, Changes);
        if (modules) reasons.Add("component.module");
        if (own) reasons.Add("component");
        if (!same) reasons.AddRange(Sections.Where(pair => Differs(section, older, pair.Section)).Select(pair => pair.Reason));
        var paths = Dependencies.Paths(section).ToList();
        var file = paths.Where(path => path.Kind == "file").Select(path => path.Path).FirstOrDefault(path => changed.Contains(Full(path)));
        var folder = paths.Where(path => path.Kind == "folder").Select(path => path.Path)
            .FirstOrDefault(path => Array.Exists(changed, other => other.StartsWith(Full(path) + "/", StringComparison.Ordinal)));
        if (file is not null) reasons.Add("file");
        if (folder is not null) reasons.Add("folder");
        return reasons.Count == 0 ? null : new Affected(now, reasons) { File = file, Folder = folder };
    }

    private string Full(string path) => Paths.Join(query.RepositoryRoot, path);

    private static bool Differs(MapNode now, MapNode? before, string key) => (now[key], before?[key]) switch
    {
        (null or MapNode { Count: 0 } or StringNode { Value: "" }, null or MapNode { Count: 0 } or StringNode { Value: "" }) => false,
        (null, _) or (_, null) => true,
        var (left, right) => !left.Equals(right),
    };

    private (bool Own, bool Modules) Changes(string folder) =>
        changed.Length == 0 ? (false, false)
        : (Array.Exists(changed, file => Inside(folder, file)), LocalModules.Of(folder).Any(module => Array.Exists(changed, file => Inside(module, file))));

    private static bool Inside(string folder, string file) => file.StartsWith(folder + "/", StringComparison.Ordinal);
}
