using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Validation;

namespace Gaia.Terraform.Policies;

/// <summary>Holds an evaluated component against schemas and policies.</summary>
/// <param name="environment">Of opa and conftest, with the PATH they are found in.</param>
public sealed class PolicyCheck(AtmosConfiguration configuration, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Where a file may be written that opa and conftest can read.</summary>
    public string Scratch { get; init; } = Path.GetTempPath();

    /// <summary>How they are run.</summary>
    public Func<ShortCommand, CancellationToken, Task<(int Code, string Output, string Errors)>> Run { get; init; } = (command, cancellation) => command.RunAsync(cancellation);

    /// <exception cref="TerraformRefusedException">`policy.failed`: the component does not fit; `policy.missing`, `policy.broken`, `policy.no-opa`: that cannot be told.</exception>
    public async Task DemandAsync(ComponentInstance instance, IReadOnlyList<ComponentPolicy> policies, CancellationToken cancellation)
    {
        if (await RunAsync(instance, policies, cancellation) is not { Count: > 0 } problems) return;
        throw new TerraformRefusedException("policy.failed",
            $"The component '{instance.Name}' in stack '{instance.StackName}' did not pass its validation policies.", "Correct the stack, or the policy.") { Problems = problems };
    }

    // A policy may print its environment, and that of a server holds secrets.
    private IReadOnlyDictionary<string, string> Visible => configuration.Root.IsConfined
        ? environment.Where(variable => variable.Key is "PATH" or "HOME" or "TMPDIR" or "LANG").ToDictionary(StringComparer.Ordinal) : environment;

    /// <returns>What does not fit, each with the name of the check.</returns>
    /// <inheritdoc cref="DemandAsync"/>
    public async Task<IReadOnlyList<string>> RunAsync(ComponentInstance instance, IReadOnlyList<ComponentPolicy> policies, CancellationToken cancellation)
    {
        if (policies.Count == 0) return [];
        var component = instance.Evaluate(cancellation: cancellation);
        var problems = new List<string>();
        foreach (var policy in policies)
        {
            var file = Resolve(policy, policy.Path);
            var found = policy.Type == "opa"
                ? await new OpaPolicy(configuration.BasePath, Visible, Scratch, Run).EvaluateAsync(policy, file, [.. policy.ModulePaths.Select(path => Resolve(policy, path))], component, cancellation)
                : Schema(policy, file, component);
            problems.AddRange(found.Select(problem => $"{policy.Name}: {problem}{(policy.Description is { } why ? $" ({why})" : "")}"));
        }
        return problems;
    }

    private IEnumerable<string> Schema(ComponentPolicy policy, string path, MapNode component)
    {
        var file = Shown(path);
        if (configuration.Root.FolderExists(path)) throw Broken(policy, "is a folder, not a JSON schema", new(file, 0, 0));
        return Compiled(policy, path, file).Validate(component)
            .Select(problem => $"{(problem.Pointer.Length == 0 ? "the component" : problem.Pointer)}: {problem.Message}"
                + $"{(problem.Mark.File is null ? "" : $" at {problem.Mark}")}, says {file}#{problem.SchemaPointer}");
    }

    private JsonSchema Compiled(ComponentPolicy policy, string path, string file)
    {
        var document = YamlReader.Read(configuration.Root.At(policy.Mark, () => configuration.Root.Bytes(path)), new YamlOptions { File = file });
        if (document is NullNode) throw Broken(policy, "holds no JSON schema", new(file, 0, 0));
        try
        {
            return JsonSchema.Compile(document);
        }
        catch (JsonSchemaException fault)
        {
            throw Broken(policy, fault.Message, fault.Mark.File is null ? new(file, 0, 0) : fault.Mark);
        }
    }

    private static TerraformRefusedException Broken(ComponentPolicy policy, string what, SourceMark mark) => new(
        "policy.broken", $"{what} (the check '{policy.Name}'{(policy.Mark.File is null ? "" : $", {policy.Mark}")})", "Correct the schema, or the schema_path of the check.", mark);

    // As it is in the repository, wherever that lies.
    private string Shown(string path) => Paths.Below(configuration.Root.Folder ?? configuration.BasePath, path);

    // opa and conftest read these themselves, and would follow every link in them.
    private static string DemandAll(RepositoryRoot root, string path)
    {
        if (!root.IsConfined) return path;
        root.Demand(path);
        foreach (var entry in root.FolderExists(path) ? root.Entries(path) ?? [] : [])
            if (Path.Join(path, entry.Name) is var below && entry is { IsFolder: true, IsLink: false }) DemandAll(root, below);
            else root.Demand(below);
        return path;
    }

    private string Resolve(ComponentPolicy policy, string path) =>
        policy.Locate(configuration, path) is var found && configuration.Root is var root && (root.FileExists(found) || root.FolderExists(found)) ? DemandAll(root, found)
            : throw new TerraformRefusedException("policy.missing", $"{policy.Name}: {Shown(found)} does not exist.",
                $"Correct its schema_path, or schemas.{policy.Type}.base_path of atmos.yaml.", policy.Mark);
}
