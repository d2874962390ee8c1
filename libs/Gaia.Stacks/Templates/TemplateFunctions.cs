using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates;

/// <summary>A template function: arguments in, value out. Refuse with <see cref="TemplateCall.Fail"/>.</summary>
public delegate Node TemplateFunction(TemplateCall call);

/// <summary>The functions that a template may call. Immutable: <see cref="With"/> makes a new table.</summary>
public sealed class TemplateFunctions
{
    private readonly Dictionary<string, Entry> entries;

    internal TemplateFunctions(Dictionary<string, Entry> entries) => this.entries = entries;

    /// <summary>Go's built-in functions, Sprig's and gomplate's.</summary>
    public static TemplateFunctions Standard { get; } = new([]);

    /// <param name="name">An identifier, or two joined by a dot ("atmos.Component").</param>
    public TemplateFunctions With(string name, TemplateFunction function, int fewest = 0, int most = int.MaxValue) =>
        new(new Dictionary<string, Entry>(entries) { [name] = new(function, fewest, most) });

    internal readonly record struct Entry(TemplateFunction Function, int Fewest, int Most);
}
