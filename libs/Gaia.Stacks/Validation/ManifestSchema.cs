using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;

namespace Gaia.Stacks.Validation;

/// <summary>Gaia's own schema of a stack manifest.</summary>
internal static class ManifestSchema
{
    private const string Resource = "Gaia.Stacks.manifest.schema.json";

    private static readonly Lazy<JsonSchema> Compiled = new(() => JsonSchema.Compile(Read()));

    public static JsonSchema Schema => Compiled.Value;

    private static Node Read()
    {
        using var stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the library");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return JsonReader.TryRead(reader.ReadToEnd(), wholeNumbers: true, out var schema, out var fault)
            ? schema
            : throw new InvalidOperationException($"the resource {Resource} is not JSON: {fault}");
    }
}
