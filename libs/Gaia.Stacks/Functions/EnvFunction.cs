using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!env NAME [default]`: the component's env, then the environment, then the default, then null.</summary>
internal sealed class EnvFunction(RepositoryOptions options)
{
    public Node Call(FunctionCall call)
    {
        var words = call.Words();
        if (words.Count is 0 or > 2) throw call.Invalid("wants a variable's name and, if you like, a default");
        if (call.Scope.Environment[words[0]] is { } own and not NullNode and not StringNode { Value: ['!', ..] }) return new StringNode(own.ToString()!, call.Mark);
        var variables = options.Readable ?? throw call.NotAllowed("reading the environment is", OutsideAccess.Environment);
        return variables.TryGetValue(words[0], out var value) ? new StringNode(value, call.Mark)
            : words.Count == 2 ? new StringNode(words[1], call.Mark)
            : new NullNode(call.Mark);
    }
}
