using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Schemas;

/// <summary>A JSON Schema (draft-07 and 2020-12, the keywords that configuration schemas use), compiled once.</summary>
public sealed class JsonSchema
{
    private JsonSchema()
    {
    }

    /// <summary>Gaia's own schema of a stack manifest.</summary>
    public static JsonSchema Manifest { get; } = new();

    /// <exception cref="JsonSchemaException">The document is no schema that can be used.</exception>
    public static JsonSchema Compile(Node document) => throw new NotSupportedException(document.Kind);

    /// <returns>Empty when the instance is valid; otherwise the problems in the order of the document.</returns>
    public IReadOnlyList<SchemaProblem> Validate(Node instance) => throw new NotSupportedException(instance.Kind);
}

/// <param name="Pointer">JSON pointer into the instance ("" is the whole document).</param>
/// <param name="SchemaPointer">JSON pointer of the keyword that refused.</param>
public sealed record SchemaProblem(string Pointer, string Message, SourceMark Mark, string SchemaPointer);

public sealed class JsonSchemaException(string message, SourceMark mark) : StacksException("schema.invalid", message, mark);
