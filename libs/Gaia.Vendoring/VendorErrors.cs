using Gaia.Documents.Nodes;
using Gaia.Stacks;

namespace Gaia.Vendoring;

/// <summary>Refusals of vendoring, each with its stable code.</summary>
internal static class VendorErrors
{
    public static StacksNotFoundException NoManifest(string path) =>
        new("vendor.no-manifest", $"there is no vendoring manifest '{path}'; write a vendor.yaml, or name a component that has a component.yaml");

    public static StacksNotFoundException NoComponent(string component, IReadOnlyList<string> known, string path) =>
        new("vendor.no-component", $"no manifest vendors '{component}': neither vendor.yaml nor '{path}'", known);

    public static StacksNotFoundException NoTags(IReadOnlyList<string> tags) =>
        new("vendor.no-tags", $"no source has one of the tags {string.Join(", ", tags)}");

    public static StacksInvalidException Manifest(string reason, SourceMark mark) => new("vendor.manifest", reason, mark);

    public static StacksInvalidException Fetch(VendorSource source, string reason, Exception? inner = null) =>
        new("vendor.fetch", $"cannot fetch '{source.Source}'{(source.Component is null ? "" : $" for '{source.Component}'")}: {reason}", source.Mark, null, inner);
}
