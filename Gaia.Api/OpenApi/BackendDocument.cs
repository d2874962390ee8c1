using System.Text.Json.Nodes;
using Gaia.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gaia.Api.OpenApi;

/// <summary>
/// Terraform's http backend. Its LOCK and UNLOCK are not methods of OpenAPI, so they stand in an extension of their path, <c>x-methods</c>, in the words
/// that an operation has.
/// </summary>
internal sealed class BackendDocument : IOpenApiDocumentTransformer
{
    private const string Path = Routes.States + "/{stack}/{component}/backend/{id}";

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["stack"] = "Whose rights are asked for; so are those of every other stack that the state was made under or has runs in.",
        ["component"] = "As the stack names it; a slash is written %2F.",
        ["id"] = "The first 32 hexadecimal digits of the SHA-256 of the state identity.",
        ["identity"] = "The state identity itself, which the server then knows too; the id has to be made from it.",
        ["ID"] = "Of the lock that the caller holds.",
        ["Content-MD5"] = "Of the body, in base64; checked if it is given.",
    };

    private static readonly Dictionary<HttpMethod, (string Status, string Meaning)[]> Answers = new()
    {
        [HttpMethod.Get] = [("404", "There is no state.")],
        [HttpMethod.Post] =
        [
            ("409", "It does not follow upon the current one, or somebody else holds the state."),
            ("413", "It is larger than Gaia__MaxStateBytes."), ("422", "It is not a state."),
        ],
        [HttpMethod.Delete] = [("409", "Somebody else holds the state.")],
    };

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        if (document.Paths[Path] is not OpenApiPathItem path) return Task.CompletedTask;
        path.Description = "What terraform's http backend speaks. Besides the methods below it takes LOCK and UNLOCK, which OpenAPI does not know: x-methods describes them. "
            + "The terraform of a run has a token of its own, which reaches that run's state alone and writes while the run applies.";
        path.AddExtension("x-methods", new JsonNodeExtension(new JsonObject { ["LOCK"] = Lock(), ["UNLOCK"] = Unlock() }));
        foreach (var (method, operation) in path.Operations ?? []) Describe(method, operation);
        return Task.CompletedTask;
    }

    private static void Describe(HttpMethod method, OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters ?? []) parameter.Description = Parameters[parameter.Name!];
        foreach (var (status, meaning) in Answers[method])
            operation.Responses![status].Description = $"{meaning} Codes: {operation.Responses[status].Description}";
    }

    private static JsonObject Lock() => Operation("states.lock", "Hold the state", "Needs the role planner. The same ID again by the same caller is not an error. While a run works on the state nobody else gets it.",
        Body("Required.", required: true), ("200", "It is held by the caller now.", false), ("423", "Somebody else holds it.", true));

    private static JsonObject Unlock() => Operation("states.unlock", "Let go of the state",
        "Needs the role planner. With an empty body, which terraform force-unlock sends, the lock named by ?ID= is broken, or any lock if no ID is given. An ID other than the holder's is answered with 409. Breaking somebody else's lock needs the role operator and is recorded. What is free already is not an error.",
        Body("As it was locked, or empty.", required: false), ("200", "It is free.", false), ("409", "Somebody else holds it.", true));

    private static JsonObject Operation(string id, string summary, string description, JsonObject body, params (string Status, string Meaning, bool Holder)[] answers) => new()
    {
        ["operationId"] = id,
        ["summary"] = $"For terraform's http backend: {char.ToLowerInvariant(summary[0])}{summary[1..]}",
        ["description"] = description,
        ["requestBody"] = body,
        ["responses"] = new JsonObject(answers.Select(answer => KeyValuePair.Create<string, JsonNode?>(answer.Status, Answer(answer.Meaning, answer.Holder)))
            .Append(new("default", Answer("Refused or failed: application/problem+json.", holder: false)))),
    };

    private static JsonObject Body(string description, bool required) => new() { ["description"] = description, ["required"] = required, ["content"] = Json() };

    private static JsonObject Answer(string meaning, bool holder) => holder ? new() { ["description"] = meaning, ["content"] = Json() } : new() { ["description"] = meaning };

    // {"ID":"e739...","Operation":"OperationTypeApply","Info":"","Who":"ana@laptop","Version":"1.11.4","Created":"2026-...Z","Path":""}
    private static JsonObject Json()
    {
        var properties = new JsonObject();
        foreach (var name in (string[])["ID", "Operation", "Info", "Who", "Version", "Created", "Path"]) properties[name] = new JsonObject { ["type"] = "string" };
        return new() { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("ID"), ["properties"] = properties } } };
    }
}
