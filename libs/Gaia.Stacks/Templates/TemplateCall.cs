using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates;

/// <summary>One call of a template function.</summary>
public sealed class TemplateCall(string name, Node[] arguments, TemplateOptions options, CancellationToken cancellation)
{
    public string Name => name;

    /// <summary>A missing value arrives as <see cref="NullNode"/>.</summary>
    public IReadOnlyList<Node> Arguments => arguments;

    public TemplateOptions Options => options;

    public CancellationToken Cancellation => cancellation;

    public int Count => arguments.Length;

    public Node this[int position] => arguments[position];

    /// <summary>Throw what this gives: the engine adds file, line, column and expression.</summary>
    public Exception Fail(string message) => new TemplateCallException($"error calling {name}: {message}");
}

/// <summary>A function's refusal before the evaluator knows where the call stands.</summary>
internal sealed class TemplateCallException(string message, Exception? inner = null) : Exception(message, inner);
