using System.Collections.Concurrent;
using Gaia.Documents.Hcl;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;
using Gaia.Yq;

namespace Gaia.Stacks.Includes;

/// <summary>
/// `!include path [yq]` and `!include.raw path`: the content of a file by its extension, put in place when a manifest is
/// read, so that it merges like anything written there.
/// </summary>
internal sealed class IncludeFunction(RepositoryFiles files, string basePath, string workingDirectory, Func<string, SourceMark, string> fetch)
{
    private const int Deepest = 32;

    private readonly ConcurrentDictionary<(string Path, bool Raw), Node> contents = new();

    public MapNode Resolve(MapNode manifest, string file) =>
        manifest.Has(NodeTraits.Function) ? (MapNode)Walk(manifest, file, 0) : manifest;

    private Node Walk(Node node, string file, int depth)
    {
        if (!node.Has(NodeTraits.Function)) return node;
        switch (node)
        {
            case MapNode map:
                return Changed(map, map.Select(entry => entry.Value), file, depth) is { } values
                    ? new MapNode([.. map.Select((entry, i) => KeyValuePair.Create(entry.Key, values[i]))], map.Mark)
                    : map;
            case ListNode list:
                return Changed(list, list, file, depth) is { } items ? new ListNode(items, list.Mark, list.Appends) : list;
            case StringNode text when text.Value.StartsWith(YamlFunctions.Include, StringComparison.Ordinal):
                var name = YamlFunctions.NameOf(text.Value);
                return name is YamlFunctions.Include or YamlFunctions.IncludeRaw ? Include(text, name, file, depth) : text;
            default:
                return node;
        }
    }

    private List<Node>? Changed(Node of, IEnumerable<Node> children, string file, int depth)
    {
        var walked = children.Select(child => (child, result: Walk(child, file, depth))).ToList();
        return walked.TrueForAll(pair => ReferenceEquals(pair.child, pair.result)) ? null : [.. walked.Select(pair => pair.result)];
    }

    private Node Include(StringNode call, string name, string from, int depth)
    {
        if (depth >= Deepest)
            throw new StacksInvalidException("include.depth", $"!include is nested more than {Deepest} files deep; does a file include itself?", call.Mark);
        var (target, query) = Arguments(YamlFunctions.ArgumentOf(call.Value));
        if (target.Length == 0) throw new StacksInvalidException("include.arguments", $"{name} wants a file", call.Mark);
        var (path, content) = files.Root.At(call.Mark, () => Content(target, from, call, name == YamlFunctions.IncludeRaw));
        content = Walk(content, path, depth + 1);
        if (query.Length == 0) return content;
        try
        {
            return YqExpression.Evaluate(query, content);
        }
        catch (YqException fault)
        {
            throw new StacksInvalidException("include.query", $"{name} {target}: {fault.Message}", call.Mark, null, fault);
        }
    }

    private (string Path, Node Content) Content(string target, string from, StringNode call, bool raw)
    {
        var path = Locate(target, from, call);
        return (path, contents.GetOrAdd((path, raw), key => Read(key.Path, key.Raw)));
    }

    private string Locate(string target, string from, StringNode call)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.Contains("::", StringComparison.Ordinal)) return fetch(target, call.Mark);
        var beside = Paths.Join(Path.GetDirectoryName(from)!, target);
        if (files.FileExists(beside)) return beside;
        var below = Paths.Join(basePath, target);
        return files.FileExists(below) ? below : throw new StacksInvalidException("include.not-found",
            $"the included file '{target}' is neither beside the manifest nor below {basePath}", call.Mark);
    }

    private Node Read(string path, bool raw)
    {
        var shown = Paths.Below(workingDirectory, path);
        var options = new YamlOptions { File = shown };
        var text = files.Text(path, options);
        if (raw) return new StringNode(text, new(shown, 1, 1));
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" or ".json" => YamlReader.Read(text, options),
            ".hcl" or ".tf" or ".tfvars" => Hcl(text, shown),
            _ => new StringNode(text, new(shown, 1, 1)),
        };
    }

    private static MapNode Hcl(string text, string shown)
    {
        try
        {
            return HclFile.Parse(text, shown);
        }
        catch (HclException fault)
        {
            throw new StacksInvalidException("include.hcl", fault.Reason, fault.Mark, null, fault);
        }
    }

    // `path yq`, `path 'yq with blanks'`, `"path with spaces" yq`
    private static (string Target, string Query) Arguments(string argument)
    {
        if (argument.Length > 1 && argument[0] is '"' or '\'' && argument.IndexOf(argument[0], 1) is > 0 and var end)
            return (argument[1..end], Unquoted(argument[(end + 1)..].Trim()));
        var space = argument.IndexOf(' ');
        return space < 0 ? (argument, "") : (argument[..space], Unquoted(argument[(space + 1)..].Trim()));
    }

    // A yq expression with blanks may stand in quotes; one that merely begins and ends with text of its own keeps them.
    private static string Unquoted(string query) =>
        query.Length > 1 && query[0] is '"' or '\'' && query.IndexOf(query[0], 1) == query.Length - 1 ? query[1..^1] : query;
}
