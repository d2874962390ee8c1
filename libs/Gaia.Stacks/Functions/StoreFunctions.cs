using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Stores;
using Gaia.Templates;
using Gaia.Yq;

namespace Gaia.Stacks.Functions;

/// <summary>`!store name [stack] component key` and `!store.get name key`, each with `| default x` and `| query path`.</summary>
internal sealed class StoreFunctions(RepositoryOptions options, StoreCatalog stores)
{
    public Node Store(FunctionCall call) => Read(call, (words, cancellation) => words switch
    {
        [var store, var component, var key] => stores.Get(store, call.Scope.Instance?.StackName
            ?? throw call.Invalid("name the stack: in `locals` no stack is known yet"), component, key, cancellation),
        [var store, var stack, var component, var key] => stores.Get(store, stack, component, key, cancellation),
        _ => throw call.Invalid("wants a store, perhaps a stack, a component and a key"),
    });

    public Node Get(FunctionCall call) => Read(call, (words, cancellation) => words is [var store, var key]
        ? stores.GetKey(store, key, cancellation)
        : throw call.Invalid("wants a store and a key"));

    /// <summary>`atmos.Store "name" .stack "component" "key"` in a template.</summary>
    public Node FromTemplate(TemplateCall call)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Stores)) throw call.Fail("reading stores is not allowed here" + OutsideAdvice.Of("Stores"));
        try
        {
            return stores.Get(call.String(0), call.String(1), call.String(2), call.String(3), call.Cancellation)
                ?? throw call.Fail($"store '{call.String(0)}' has no key '{call.String(3)}' for '{call.String(2)}' in '{call.String(1)}'");
        }
        catch (DocumentException fault)
        {
            throw call.Fail(fault.Message);
        }
    }

    private Node Read(FunctionCall call, Func<IReadOnlyList<string>, CancellationToken, Node?> read)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Stores)) throw call.NotAllowed("reading stores is", OutsideAccess.Stores);
        var (words, fallback, query) = Parts(call);
        try
        {
            var value = read(words, call.Scope.Evaluation.Cancellation) ?? fallback
                ?? throw call.Invalid($"the store has no value for {string.Join(' ', words)}; add `| default ...` where that is fine");
            return query is null ? value : YqExpression.Evaluate(query, value, call.Scope.Evaluation.Cancellation);
        }
        catch (DocumentException fault) when (fallback is not null && fault.Code.StartsWith("store.", StringComparison.Ordinal))
        {
            return fallback;
        }
        catch (DocumentException fault) when (fault is YqException || fault.Code.StartsWith("store.", StringComparison.Ordinal))
        {
            throw call.Invalid(fault.Message, fault);
        }
    }

    // name component key | default x | query .path, where a query may have pipes of its own
    private static (IReadOnlyList<string> Words, Node? Fallback, string? Query) Parts(FunctionCall call)
    {
        var (rest, query) = Cut(call.Argument, "| query ");
        var (head, fallback) = Cut(rest, "| default ");
        if (head.Contains(" | ", StringComparison.Ordinal)) throw call.Invalid("after a `|` comes `default value` or `query path`");
        var value = fallback is null ? null : string.Join(' ', (call with { Argument = fallback }).Words());
        return ((call with { Argument = head }).Words(), value is null ? null : StoreValue.Read(value), query);
    }

    private static (string Head, string? Tail) Cut(string text, string at)
    {
        var position = text.IndexOf(at, StringComparison.Ordinal);
        return position < 0 ? (text, null) : (text[..position].TrimEnd(), text[(position + at.Length)..].Trim());
    }
}
