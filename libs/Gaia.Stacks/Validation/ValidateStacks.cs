using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Manifests;

namespace Gaia.Stacks.Validation;

/// <summary>Checks every manifest: it reads, merges and resolves, no component is defined twice, and the schema agrees.</summary>
public static class ValidateStacks
{
    /// <param name="schema">Null for `schemas.atmos.manifest` of atmos.yaml, else Gaia's own.</param>
    public static IReadOnlyList<StackProblem> Run(AtmosRepository repository, JsonSchema? schema = null)
    {
        var problems = new List<StackProblem>();
        var files = repository.ManifestFiles();
        var stacks = new List<Stack>();
        foreach (var file in files) Try(problems, () => stacks.Add(repository.Import(file)));
        var named = new List<ComponentInstance>();
        var instances = new List<ComponentInstance>();
        foreach (var stack in stacks) Try(problems, () => instances.AddRange(stack.Instances));
        foreach (var instance in instances)
            Try(problems, () =>
            {
                if (!instance.Resolved.IsAbstract && instance.StackName.Length > 0) named.Add(instance);
                ComponentPolicy.Of(instance);
            });
        problems.AddRange(Duplicates(named));
        schema ??= SchemaOf(repository);
        // Where many stacks import a file, the first of them says how it is reached.
        foreach (var layer in stacks.SelectMany(stack => stack.Layers).DistinctBy(layer => layer.File.Path).Where(layer => !layer.File.IsTemplate))
            Try(problems, () => problems.AddRange(schema.Validate(repository.Texts.Parse(layer.File)).Select(problem =>
                new StackProblem("schema", $"{(problem.Pointer.Length == 0 ? "the manifest" : problem.Pointer)}: {problem.Message}", problem.Mark, layer.Chain))));
        return [.. problems.DistinctBy(problem => (problem.Message, problem.Mark))];
    }

    private static IEnumerable<StackProblem> Duplicates(IEnumerable<ComponentInstance> named) =>
        from instance in named
        group instance by (instance.StackName, instance.Type, instance.Name) into same
        let first = same.First()
        let rival = same.FirstOrDefault(other => !other.Merged.Equals(first.Merged))
        where rival is not null
        select new StackProblem("component.duplicate",
            $"the {first.Type} component '{first.Name}' of the stack '{first.StackName}' is defined differently in '{first.StackFile}' and '{rival.StackFile}'",
            rival.Stack.Mark, []);

    private static JsonSchema SchemaOf(AtmosRepository repository)
    {
        if (repository.Configuration.Raw.At("schemas", "atmos", "manifest") is not StringNode { Value.Length: > 0 } path) return ManifestSchema.Schema;
        if (path.Value.Contains("://", StringComparison.Ordinal)) return ManifestSchema.Schema;
        var full = Paths.Join(repository.Configuration.BasePath, path.Value);
        var options = new YamlOptions { File = Paths.Below(repository.Options.WorkingDirectory, full) };
        return JsonSchema.Compile(YamlReader.Read(repository.Files.Root.At(path.Mark, () => repository.Files.Text(full, options)), options));
    }

    private static void Try(List<StackProblem> problems, Action step)
    {
        try
        {
            step();
        }
        catch (DocumentException fault)
        {
            problems.Add(StackProblem.From(fault));
        }
    }
}
