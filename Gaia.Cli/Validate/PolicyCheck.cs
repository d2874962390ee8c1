using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.Validate;

/// <summary>Holds an evaluated component against schemas and policies.</summary>
internal static class PolicyCheck
{
    /// <returns>What does not fit, each with the name of the check.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        CliContext context, AtmosConfiguration configuration, ComponentInstance instance, IReadOnlyList<ComponentPolicy> policies)
    {
        if (policies.Count == 0) return [];
        var component = instance.Evaluate(cancellation: context.Token);
        var problems = new List<string>();
        foreach (var policy in policies)
        {
            var found = policy.Type == "opa"
                ? await OpaPolicy.EvaluateAsync(context, policy, Resolve(configuration, "opa", policy.Path, policy),
                    [.. policy.ModulePaths.Select(path => Resolve(configuration, "opa", path, policy))], component)
                : Schema(Resolve(configuration, "jsonschema", policy.Path, policy), component);
            problems.AddRange(found.Select(problem => $"{policy.Name}: {problem}{(policy.Description is { } why ? $" ({why})" : "")}"));
        }
        return problems;
    }

    private static IEnumerable<string> Schema(string path, MapNode component) =>
        JsonSchema.Compile(YamlReader.Read(File.ReadAllBytes(path), new YamlOptions { File = path })).Validate(component)
            .Select(problem => $"{(problem.Pointer.Length == 0 ? "the component" : problem.Pointer)}: {problem.Message}"
                + (problem.Mark.File is null ? "" : $" at {problem.Mark}"));

    // schemas: {jsonschema: {base_path: stacks/schemas/jsonschema}, opa: {base_path: stacks/schemas/opa}}
    private static string Resolve(AtmosConfiguration configuration, string type, string path, ComponentPolicy policy)
    {
        var folder = configuration.Raw.At("schemas", type, "base_path")?.ToString() ?? "";
        var full = Path.GetFullPath(path, Path.GetFullPath(folder, configuration.BasePath));
        if (File.Exists(full) || Directory.Exists(full)) return full;
        var other = Path.GetFullPath(path, configuration.BasePath);
        return File.Exists(other) || Directory.Exists(other) ? other
            : throw new CliException($"{policy.Name}: {full} does not exist.", ExitCodes.Failed, $"Correct its schema_path, or schemas.{type}.base_path of atmos.yaml.");
    }
}
