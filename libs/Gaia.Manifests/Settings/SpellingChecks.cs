using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Two spellings of one name of the manifest: which of them holds would be chance.</summary>
internal static class SpellingChecks
{
    private static readonly string[][] Places = [["resources"], ["parameters"], ["secrets", "places"], ["storage", "volumes"]];

    public static void Check(MapNode level, IReadOnlyList<string> at, Complaint complain)
    {
        foreach (var place in Places)
        {
            if (level.At(place) is not MapNode map) continue;
            var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in map)
                if (!seen.TryAdd(name, name))
                    complain("settings.invalid", new([.. at, .. place, name]), $"is the same name as '{seen[name]}': names of the manifest are compared without case", value.Mark);
        }
    }
}
