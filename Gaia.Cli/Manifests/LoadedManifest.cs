using Gaia.Manifests.Aspire;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

/// <param name="Folder">Of the manifest; its paths are relative to it.</param>
internal sealed record LoadedManifest(AspireManifest Manifest, string Folder, Published Published)
{
    /// <summary>Of a command over one environment: the one it named, or the common level.</summary>
    public PublishedEnvironment Chosen => Published.Environments is [var only] ? only : Published.Common;
}
