namespace Gaia.Templates.Functions;

internal sealed class FunctionTable
{
    private readonly Dictionary<string, TemplateFunctions.Entry> entries = new(600, StringComparer.Ordinal);

    public Dictionary<string, TemplateFunctions.Entry> Entries => entries;

    public void Add(string name, int count, TemplateFunction function) => Add(name, count, count, function);

    public void Add(string name, int fewest, int most, TemplateFunction function) => entries[name] = new(function, fewest, most);

    /// <summary>Any number of arguments from <paramref name="fewest"/> on.</summary>
    public void AddOpen(string name, int fewest, TemplateFunction function) => Add(name, fewest, int.MaxValue, function);

    /// <summary>Further names of the function added as <paramref name="name"/>.</summary>
    public void Alias(string name, params ReadOnlySpan<string> others)
    {
        foreach (var other in others) entries[other] = entries[name];
    }
}
