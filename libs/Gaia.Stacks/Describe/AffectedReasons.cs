using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Describe;

/// <summary>Compares one instance with its older self, section by section, then its files.</summary>
internal sealed class AffectedReasons(AffectedQuery query, AtmosConfiguration configuration)
{
    // In the order in which Atmos looks: the first that differs is the one that counts.
    private static readonly string[] Sections =
    [
        "vars", "env", "providers", "required_providers", "required_version", "generate", "backend", "backend_type",
        "remote_state_backend", "remote_state_backend_type", "auth", "command", "dependencies", "source", "provision",
    ];

    private readonly ConcurrentDictionary<string, (bool Own, bool Modules)> folders = new();
    private readonly string[] compared = configuration.Raw.At("describe", "affected", "sections") is ListNode { Count: > 0 } named
        ? [.. named.OfType<StringNode>().Select(section => section.Value)]
        : Sections;
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
        if (!same) reasons.AddRange(compared.Append("settings").Distinct().Where(key => Differs(section, older, key)).Select(key => $"stack.{key}"));
        var paths = Dependencies.Paths(section).ToList();
        var file = paths.Where(path => path.Kind == "file").Select(path => path.Path).FirstOrDefault(path => changed.Contains(Full(path)));
        var folder = paths.Where(path => path.Kind == "folder").Select(path => path.Path)
            .FirstOrDefault(path => Array.Exists(changed, other => other.StartsWith(Full(path) + "/", StringComparison.Ordinal)));
        if (file is not null) reasons.Add("file");
        if (folder is not null) reasons.Add("folder");
        return reasons.Count == 0 ? null : new Affected(now, reasons) { File = file, Folder = folder };
    }

    private string Full(string path) => Paths.Join(query.RepositoryRoot, path);

    // What is new differs in all that it has, even where that is empty.
    private static bool Differs(MapNode now, MapNode? before, string key) => (now[key], before?[key]) switch
    {
        (var value, _) when before is null => value is not null,
        (null or MapNode { Count: 0 } or StringNode { Value: "" }, null or MapNode { Count: 0 } or StringNode { Value: "" }) => false,
        (null, _) or (_, null) => true,
        var (left, right) => !left.Equals(right),
    };

    private (bool Own, bool Modules) Changes(string folder) =>
        changed.Length == 0 ? (false, false)
        : (Array.Exists(changed, file => Inside(folder, file)), LocalModules.Of(configuration.Root, folder).Any(module => Array.Exists(changed, file => Inside(module, file))));

    private static bool Inside(string folder, string file) => file.StartsWith(folder + "/", StringComparison.Ordinal);
}
