using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Components;
using Gaia.Stacks.Merging;
using Gaia.Stacks.Stores;

namespace Gaia.Stacks.Functions;

/// <summary>Finds the calls in a section and replaces each by its result.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, Func<FunctionCall, Node>> functions;

    public FunctionTable(RepositoryOptions options, StoreCatalog stores, InstanceOutputs outputs, FindInstance find)
    {
        var state = new StateFunctions(options, outputs, find);
        var store = new StoreFunctions(options, stores);
        var git = new GitFunctions(options);
        var exec = new ExecFunction(options);
        var aws = new AwsFunctions(options);
        functions = new(StringComparer.Ordinal)
        {
            ["!env"] = new EnvFunction(options).Call,
            ["!exec"] = exec.Call,
            ["!template"] = TemplateResult.Call,
            ["!terraform.output"] = state.Call,
            ["!terraform.state"] = state.Call,
            ["!store"] = store.Store,
            ["!store.get"] = store.Get,
            ["!repo-root"] = git.Root,
            ["!git.root"] = git.Root,
            ["!git.sha"] = git.Sha,
            ["!git.branch"] = git.Branch,
            ["!git.ref"] = git.Ref,
            ["!git.url"] = git.Url,
            ["!git.repository"] = git.Repository,
            ["!git.owner"] = git.Owner,
            ["!git.name"] = git.Name,
            ["!git.host"] = git.HostName,
            ["!aws.account_id"] = aws.Account,
            ["!aws.caller_identity_arn"] = aws.Arn,
            ["!aws.caller_identity_user_id"] = aws.UserId,
            ["!aws.organization_id"] = aws.Organization,
            ["!aws.region"] = aws.Region,
            ["!cwd"] = git.WorkingDirectory,
            ["!labels"] = MetadataFunctions.Labels,
            ["!labels.keys"] = MetadataFunctions.LabelKeys,
            ["!labels.values"] = MetadataFunctions.LabelValues,
            ["!tags"] = MetadataFunctions.Tags,
            ["!random"] = RandomFunction.Call,
        };
    }

    /// <summary>Null for `!unset`: the key or item is left out.</summary>
    public Node? Walk(Node node, FunctionScope scope)
    {
        if (!node.Has(NodeTraits.Function)) return node;
        switch (node)
        {
            case MapNode map: return Map(map, scope);
            case ListNode list:
                return new ListNode([.. list.Select(item => Walk(item, scope)).OfType<Node>()], list.Mark, list.Appends);
            case DeferredNode deferred:
                return new DeferredNode(Walk(deferred.Lower, scope) ?? MapNode.Empty, Walk(deferred.Upper, scope) ?? NullNode.Instance);
            case StringNode { IsLiteral: false } text when YamlFunctions.IsCall(text.Value): return Call(text, scope);
            default: return node;
        }
    }

    private MapNode Map(MapNode map, FunctionScope scope)
    {
        var entries = new List<KeyValuePair<string, Node>>(map.Count);
        foreach (var (key, value) in map)
            if (Walk(value, scope) is { } result)
                entries.Add(new(key, result));
        return new MapNode([.. entries], map.Mark);
    }

    private Node? Call(StringNode text, FunctionScope scope)
    {
        var call = FunctionCall.Of(text, scope);
        if (scope.Skip.Contains(call.Name[1..])) return text;
        if (call.Name == "!unset") return null;
        if (call.Name is YamlFunctions.Include or YamlFunctions.IncludeRaw or YamlFunctions.Append or YamlFunctions.Literal) return text;
        if (!functions.TryGetValue(call.Name, out var function))
            throw call.Invalid("Gaia does not evaluate this function; skip it with --skip " + call.Name[1..]);
        try
        {
            return function(call);
        }
        catch (DocumentException fault) when (scope.KeepsUnresolved && (FunctionNames.ReachesOutside(call.Name) || fault.Code.StartsWith("outside.", StringComparison.Ordinal)))
        {
            return text;
        }
    }
}
