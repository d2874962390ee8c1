namespace Gaia.Stacks.Manifests;

/// <summary>A manifest that another imports, with what it imports itself.</summary>
/// <param name="File">Relative to the stacks folder, without extension.</param>
public sealed record StackImport(string File, IReadOnlyList<StackImport> Imports)
{
    internal static IReadOnlyList<StackImport> Of(ImportedManifest manifest) =>
        [.. manifest.Imports.Select(import => new StackImport(import.Manifest.Body.File.Name, Of(import.Manifest)))];
}
