using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests;

/// <summary>A manifest, settings or combination of both that cannot be published. Codes: `manifest.*`, `settings.*`.</summary>
public sealed class ManifestException(string code, string message, SourceMark mark = default) : DocumentException(code, message, mark);

/// <summary>Everything that is wrong, at once. Code: `manifest.invalid`.</summary>
public sealed class ManifestFaultsException(IReadOnlyList<ManifestFault> faults) : DocumentException("manifest.invalid",
    string.Join('\n', faults.Select(fault => fault.Describe())))
{
    public IReadOnlyList<ManifestFault> Faults { get; } = faults;
}

/// <param name="Code">
/// Stable. Of the manifest's shape: `manifest.shape`, `manifest.missing`, `manifest.empty`, `manifest.duplicate`. Of its meaning: `expression.unknown`, `reference.cycle`,
/// `reference.deep`, `value.long`, `filter.twice`, `name.clash`, `port.missing`, `port.clash`, `environment.name`, `dapr.application`, `dapr.component`, `mount.target`, `mount.clash`. Of what the settings have to say:
/// `parameter.missing`, `value.missing`, `volume.shared`, `image.tag`, `image.form`, `secret.in-plain`, `settings.unknown-resource`.
/// </param>
/// <param name="Message">What is wrong, with which thing, and what to do.</param>
public sealed record ManifestFault(string Code, string Message, SourceMark Mark = default)
{
    /// <summary>JSON pointer of the setting that would mend it: `/parameters/region`; null: none would, or none alone.</summary>
    public string? Lacks { get; init; }

    public string Describe() => Mark.File is null ? Message : $"{Mark}: {Message}";
}
