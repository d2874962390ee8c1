using System.Reflection.Metadata;

namespace Gaia.Architecture.Tests.Assemblies;

/// <summary>Which top folders of a library use which, by what their code names. The library's own root is left out: it wires the rest.</summary>
/// <param name="one">Folders that count as one.</param>
internal sealed class Folders(AssemblyFile assembly, string library, IReadOnlyCollection<string> one)
{
    private readonly MetadataReader metadata = assembly.Metadata;

    /// <returns>One circle, `A -> B -> A` with a type for each step, or null.</returns>
    public string? Circle()
    {
        var uses = Uses();
        foreach (var start in uses.Keys.Order(StringComparer.Ordinal))
            if (Way(uses, start, start, []) is { } way)
                return string.Join("; ", way.Select(step => $"{step.From} -> {step.To} ({uses[step.From][step.To]})"));
        return null;
    }

    private static List<(string From, string To)>? Way(
        Dictionary<string, Dictionary<string, string>> uses, string at, string goal, HashSet<string> seen)
    {
        foreach (var next in uses.GetValueOrDefault(at, []).Keys.Order(StringComparer.Ordinal))
        {
            if (next == goal) return [(at, next)];
            if (seen.Add(next) && Way(uses, next, goal, seen) is { } rest) return [(at, next), .. rest];
        }
        return null;
    }

    private Dictionary<string, Dictionary<string, string>> Uses()
    {
        var uses = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeDefinitions)
        {
            if (FolderOf(handle) is not { } from) continue;
            var type = metadata.GetTypeDefinition(handle);
            foreach (var named in assembly.NamedBy(type).Concat(type.GetMethods().SelectMany(method => assembly.NamedBy(metadata.GetMethodDefinition(method)))))
                if (TypeOf(named) is { } used && FolderOf(used) is { } to && to != from)
                {
                    if (!uses.TryGetValue(from, out var all)) uses[from] = all = new(StringComparer.Ordinal);
                    all.TryAdd(to, $"{Name(handle)} names {Name(used)}");
                }
        }
        return uses;
    }

    private TypeDefinitionHandle? TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => (TypeDefinitionHandle)handle,
        HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(),
        HandleKind.FieldDefinition => metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(),
        _ => null,
    };

    private string? FolderOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (type.IsNested) type = metadata.GetTypeDefinition(type.GetDeclaringType());
        var space = metadata.GetString(type.Namespace);
        if (!space.StartsWith(library + ".", StringComparison.Ordinal)) return null;
        var folder = space[(library.Length + 1)..].Split('.')[0];
        return one.Contains(folder) ? string.Join('+', one) : folder;
    }

    private string Name(TypeDefinitionHandle handle) => metadata.GetString(metadata.GetTypeDefinition(handle).Name);
}
