using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!store name [stack] component key` and `!store.get name key`, each with `| default x` and `| query path`.</summary>
internal sealed class StoreFunctions(Engine engine)
{
    public Node Store(FunctionCall call) => Read(call);

    public Node Get(FunctionCall call) => Read(call);

    private Node Read(FunctionCall call) => engine.Options.Outside.HasFlag(OutsideAccess.Stores)
        ? throw call.Invalid("no store is configured under that name in atmos.yaml")
        : throw call.NotAllowed("reading stores is");
}
