using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Manifests;

/// <summary>A manifest's text as it is on disk.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Relative">Below the stacks folder, with extension.</param>
/// <param name="Shown">As errors name it.</param>
internal sealed record ManifestFile(string Path, string Relative, string Shown, string Text)
{
    public bool IsTemplate => Path.EndsWith(".tmpl", StringComparison.Ordinal);

    /// <summary>The name Atmos gives it: below the stacks folder, without extension.</summary>
    public string Name => Files.Paths.WithoutManifestExtension(Relative);
}

/// <summary>A manifest after its own templates: what it says itself, before imports.</summary>
/// <param name="Context">What a template in an import of this file sees: its locals, settings, vars and env.</param>
internal sealed record ManifestBody(ManifestFile File, MapNode Own, MapNode Context);
