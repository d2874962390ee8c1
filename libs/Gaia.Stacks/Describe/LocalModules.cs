using System.Text.RegularExpressions;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Describe;

/// <summary>Folders that a Terraform component uses as modules by a relative path, and theirs.</summary>
internal static partial class LocalModules
{
    public static IReadOnlyCollection<string> Of(string folder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([folder]);
        while (waiting.TryDequeue(out var next))
            foreach (var module in Named(next))
                if (module != folder && found.Add(module))
                    waiting.Enqueue(module);
        return found;
    }

    // module "x" { source = "../modules/x" }
    private static IEnumerable<string> Named(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.tf").SelectMany(file => Source().Matches(File.ReadAllText(file))).Select(match => Paths.Join(folder, match.Groups[1].Value))
        : [];

    [GeneratedRegex(""""^(?!\s*(?:#|//)).*?\bsource\s*=\s*"(\.\.?/[^"]*)"(?:)"""", RegexOptions.Multiline)]
    private static partial Regex Source();
}
