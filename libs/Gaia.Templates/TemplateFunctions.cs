using System.Collections.Frozen;
using Gaia.Documents.Nodes;
using Gaia.Templates.Functions;
using Gaia.Templates.Values;

namespace Gaia.Templates;

/// <summary>A template function: arguments in, value out. Refuse with <see cref="TemplateCall.Fail"/>.</summary>
public delegate Node TemplateFunction(TemplateCall call);

/// <summary>The functions that a template may call. Immutable: <see cref="With"/> makes a new table over this one.</summary>
public sealed class TemplateFunctions
{
    private readonly Dictionary<string, Entry> entries;
    private readonly TemplateFunctions? below;
    private readonly FrozenSet<string> namespaces;

    internal TemplateFunctions(Dictionary<string, Entry> entries, TemplateFunctions? below = null)
    {
        (this.entries, this.below) = (entries, below);
        namespaces = entries.Keys.Where(name => name.Contains('.')).Select(name => name[..name.IndexOf('.')]).ToFrozenSet();
    }

    /// <summary>Go's built-in functions only.</summary>
    public static TemplateFunctions Go { get; } = Catalog.Build(sprig: false, gomplate: false);

    /// <summary>Go's built-in functions, gomplate's and Sprig's; where names collide Sprig wins, as in Atmos.</summary>
    public static TemplateFunctions Standard { get; } = Catalog.Build(sprig: true, gomplate: true);

    /// <summary>As atmos.yaml's templates.settings.sprig.enabled and gomplate.enabled say.</summary>
    public static TemplateFunctions Choose(bool sprig, bool gomplate) =>
        sprig && gomplate ? Standard : Catalog.Build(sprig, gomplate);

    /// <param name="name">An identifier, or two joined by a dot ("atmos.Component").</param>
    public TemplateFunctions With(string name, TemplateFunction function, int fewest = 0, int most = int.MaxValue) =>
        new(new Dictionary<string, Entry> { [name] = new(Plain(function), fewest, most) }, this);

    /// <summary>Of every function.</summary>
    public IEnumerable<string> Names => below is null ? entries.Keys : entries.Keys.Concat(below.Names).Distinct();

    internal bool TryGet(string name, out Entry entry) =>
        entries.TryGetValue(name, out entry) || below is not null && below.TryGet(name, out entry);

    /// <summary>Whether a use of the name may parse: "strings.ToUpper", "now" and "now.Year" do.</summary>
    internal bool Knows(string name)
    {
        if (TryGet(name, out _)) return true;
        var dot = name.IndexOf('.');
        return dot > 0 && (TryGet(name[..dot], out _) || HasNamespace(name[..dot]));
    }

    private bool HasNamespace(string name) => namespaces.Contains(name) || below is not null && below.HasNamespace(name);

    // Functions from outside see plain nodes only.
    private static TemplateFunction Plain(TemplateFunction function) => call =>
        function(new TemplateCall(call.Name, call.Arguments.Select(Shape.Freeze).ToArray(), call.Execution, call.At));

    internal readonly record struct Entry(TemplateFunction Function, int Fewest, int Most);
}
