using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Settings;

/// <summary>A file of secret values for `secrets.provider: plain`: a YAML map of parameter names to texts. No error holds a value.</summary>
public static class ParameterValues
{
    /// <returns>Ordered by name; names are compared without case.</returns>
    /// <exception cref="ManifestFaultsException">Every entry that is not text, or whose name comes twice.</exception>
    /// <exception cref="DocumentException">`yaml.*`: the text is not YAML.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text, string file)
    {
        var values = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var root = YamlReader.Read(text, new YamlOptions { File = file });
        if (root is NullNode) return values;
        if (root is not MapNode map)
            throw new ManifestException("parameters.invalid", "A file of parameters is a map: NAME: \"value\", one a line.", new SourceMark(file, 1, 1));
        var faults = new List<ManifestFault>();
        foreach (var (name, value) in map)
            if (value is not StringNode { Value: var given })
                faults.Add(new("parameters.invalid", $"{name}: expected text, found {value.KindWords}{(value is MapNode or ListNode ? "" : ": put the value in quotes")}", value.Mark));
            else if (!values.TryAdd(name, given))
                faults.Add(new("parameters.invalid", $"{name}: the name comes twice; names of parameters are compared without case", value.Mark));
        return faults.Count == 0 ? values : throw new ManifestFaultsException(faults);
    }

    /// <summary>Values for parameters that nobody gives, by Aspire's rules.</summary>
    /// <param name="random">A number from 0 up to and without the one given: <see cref="System.Security.Cryptography.RandomNumberGenerator.GetInt32(int)"/>.</param>
    /// <exception cref="ManifestFaultsException">`parameter.generate-rule`: every rule that no text follows.</exception>
    public static IReadOnlyDictionary<string, string> Generate(IEnumerable<(string Name, GenerateRule Rule)> parameters, Func<int, int> random)
    {
        var values = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<ManifestFault>();
        foreach (var (name, rule) in parameters)
            if (GeneratedText.Fault(rule) is { } fault) faults.Add(new("parameter.generate-rule", $"{name}: {fault}"));
            else values[name] = GeneratedText.Make(rule, random);
        return faults.Count == 0 ? values : throw new ManifestFaultsException(faults);
    }

    /// <summary>What <see cref="Read"/> reads; the same for the same values.</summary>
    public static string Write(IReadOnlyDictionary<string, string> values) =>
        "# Secret values of parameters. Keep this file out of version control, and readable for yourself only.\n"
        + NodeYaml.Write(new MapNode([.. values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (Node)new StringNode(pair.Value)))]));
}
