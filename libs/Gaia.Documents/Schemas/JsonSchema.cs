using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

/// <summary>A JSON Schema (draft-07 and 2020-12, the keywords that configuration schemas use), compiled once.</summary>
public sealed class JsonSchema
{
    private readonly Rule rule;

    private JsonSchema(Rule rule) => this.rule = rule;

    /// <exception cref="JsonSchemaException">The document is not a schema that can be used.</exception>
    public static JsonSchema Compile(Node document) => new(new SchemaCompiler(document).Compile());

    /// <returns>Empty when the instance is valid; otherwise the problems in the order of the document.</returns>
    /// <exception cref="JsonSchemaException">The schema refers to itself without end.</exception>
    public IReadOnlyList<SchemaProblem> Validate(Node instance)
    {
        var problems = new List<SchemaProblem>();
        rule.Check(instance, InstancePath.Root, problems);
        return problems;
    }
}

/// <param name="Pointer">JSON pointer into the instance ("" is the whole document).</param>
/// <param name="SchemaPointer">JSON pointer of the keyword that refused.</param>
public sealed record SchemaProblem(string Pointer, string Message, SourceMark Mark, string SchemaPointer);

/// <summary>A schema that cannot be used. Code: schema.invalid.</summary>
public sealed class JsonSchemaException(string message, SourceMark mark) : DocumentException("schema.invalid", message, mark);
