using Gaia.Documents.Nodes;
using Gaia.Templates.Semver;

namespace Gaia.Templates.Values;

internal sealed class SemverNode(SemanticVersion version) : ObjectNode
{
    public SemanticVersion Version => version;

    public override string GoType => "*semver.Version";

    public override string ToString() => version.ToString();

    public override Node? Member(string name, Node[] arguments) => (name, arguments) switch
    {
        ("Major", []) => new IntNode(version.Major),
        ("Minor", []) => new IntNode(version.Minor),
        ("Patch", []) => new IntNode(version.Patch),
        ("Prerelease", []) => new StringNode(version.Prerelease),
        ("Metadata", []) => new StringNode(version.Metadata),
        ("Original", []) => new StringNode(version.Original),
        ("String", []) => new StringNode(version.ToString()),
        ("IncMajor", []) => new SemverNode(SemanticVersion.Of(version.Major + 1, 0, 0)),
        ("IncMinor", []) => new SemverNode(SemanticVersion.Of(version.Major, version.Minor + 1, 0)),
        ("IncPatch", []) => new SemverNode(SemanticVersion.Of(version.Major, version.Minor, version.Patch + (version.Prerelease.Length == 0 ? 1 : 0))),
        ("Compare", [SemverNode other]) => new IntNode(version.CompareTo(other.Version)),
        ("Equal", [SemverNode other]) => new BoolNode(version.CompareTo(other.Version) == 0),
        ("GreaterThan", [SemverNode other]) => new BoolNode(version.CompareTo(other.Version) > 0),
        ("LessThan", [SemverNode other]) => new BoolNode(version.CompareTo(other.Version) < 0),
        _ => null,
    };
}
