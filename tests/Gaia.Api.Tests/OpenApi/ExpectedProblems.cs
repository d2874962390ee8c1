using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Gaia.Contracts;

namespace Gaia.Api.Tests;

/// <summary>Holds every refusal that a test sees to docs/openapi.json: the operation lists its status and code.</summary>
internal static class ExpectedProblems
{
    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(Checked()))!.AsObject();

    public static void Check(HttpRequestMessage request, ProblemResponse problem)
    {
        if (Responses(request) is not { } responses) return;
        var words = $"{responses[$"{problem.Status}"]?["description"]}";
        var listed = words.Contains($"`{problem.Code}`", StringComparison.Ordinal) || (words.Contains("x-engine-codes", StringComparison.Ordinal) && IsOfEngine(problem));
        Assert.True(listed, $"{request.Method} {request.RequestUri!.AbsolutePath} answers {problem.Status} {problem.Code}, which docs/openapi.json does not list: Refuses() of its endpoint, or ExpectedRefusals. Then GAIA_APPROVE=1.");
    }

    private static bool IsOfEngine(ProblemResponse problem) =>
        Document["x-engine-codes"]?[$"{problem.Status}"] is JsonArray codes && codes.Any(code => IsThat($"{code}", problem.Code ?? ""));

    private static bool IsThat(string listed, string code) => listed == code || (listed == "outside.*" && code.StartsWith("outside.", StringComparison.Ordinal));

    // OpenAPI has no LOCK and UNLOCK, and an unknown path has no operation.
    private static JsonObject? Responses(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        foreach (var (template, item) in Document["paths"]!.AsObject())
            if (Fits(template.Split('/'), path))
                return item![request.Method.Method.ToLowerInvariant()]?["responses"]?.AsObject();
        return null;
    }

    private static bool Fits(string[] template, string[] path) => template.Length == path.Length
        && template.Zip(path).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private static string Checked([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/openapi.json"));
}
