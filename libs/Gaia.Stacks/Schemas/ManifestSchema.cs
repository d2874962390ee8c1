using System.Text;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates.Functions;

namespace Gaia.Stacks.Schemas;

internal static class ManifestSchema
{
    private const string Resource = "Gaia.Stacks.Schemas.manifest.schema.json";

    public static Node Read()
    {
        using var stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the library");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return JsonReader.TryRead(reader.ReadToEnd(), wholeNumbers: true, out var schema, out var fault)
            ? schema
            : throw new InvalidOperationException($"the resource {Resource} is no JSON: {fault}");
    }
}
