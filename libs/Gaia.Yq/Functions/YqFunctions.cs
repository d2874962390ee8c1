using System.Collections.Frozen;
using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

/// <summary>The functions by name, each with the numbers of arguments it takes.</summary>
internal sealed class YqFunctions
{
    private static readonly FrozenDictionary<string, (YqFunction Function, int Fewest, int Most)> Known = Build();

    private readonly Dictionary<string, (YqFunction, int, int)> entries = [];

    public static bool TryGet(string name, out (YqFunction Function, int Fewest, int Most) found) => Known.TryGetValue(name, out found);

    public static IEnumerable<string> Names => Known.Keys;

    public void Add(string name, int count, YqFunction function) => Add(name, count, count, function);

    public void Add(string name, int fewest, int most, YqFunction function) => entries[name] = (function, fewest, most);

    /// <summary>A function with one result.</summary>
    public void Map(string name, int count, Func<YqCall, Node> function) => Add(name, count, call => [YqMatch.Made(function(call))]);

    public void Alias(string name, string other) => entries[other] = entries[name];

    private static FrozenDictionary<string, (YqFunction, int, int)> Build()
    {
        var functions = new YqFunctions();
        ShapeFunctions.AddTo(functions);
        ListFunctions.AddTo(functions);
        EntryFunctions.AddTo(functions);
        StringFunctions.AddTo(functions);
        PatternFunctions.AddTo(functions);
        ConversionFunctions.AddTo(functions);
        return functions.entries.ToFrozenDictionary();
    }
}
