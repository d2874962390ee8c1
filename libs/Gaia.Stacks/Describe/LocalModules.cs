using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Describe;

/// <summary>Folders that a Terraform component uses as modules by a relative path, and theirs.</summary>
internal static partial class LocalModules
{
    public static IReadOnlyCollection<string> Of(RepositoryRoot root, string folder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([folder]);
        while (waiting.TryDequeue(out var next))
            foreach (var module in Named(root, next))
                if (module != folder && found.Add(module))
                    waiting.Enqueue(module);
        return found;
    }

    // module "x" { source = "../modules/x" }
    private static IEnumerable<string> Named(RepositoryRoot root, string folder) => (root.Entries(folder) ?? [])
        .Where(entry => !entry.IsFolder && entry.Name.EndsWith(".tf", StringComparison.Ordinal)).Select(entry => Path.Join(folder, entry.Name))
        .SelectMany(file => Source().Matches(root.At(new SourceMark(file, 0, 0), () => root.Text(file))).Select(match => root.Demand(Paths.Join(folder, match.Groups[1].Value), new SourceMark(file, 1, 1))));

    [GeneratedRegex(""""^(?!\s*(?:#|//)).*?\bsource\s*=\s*"(\.\.?/[^"]*)"(?:)"""", RegexOptions.Multiline)]
    private static partial Regex Source();
}
