using Gaia.Stacks.Files;

namespace Gaia.Configurations.Archives;

/// <summary>
/// What git would ignore below a root, read from .gitignore, .gaiaignore and .git/info/exclude without git, and what never belongs into an
/// archive: Terraform's cache, state and plans.
/// </summary>
internal sealed class IgnoreRules
{
    public static readonly IReadOnlyList<string> FileNames = [".gitignore", ".gaiaignore"];

    /// <summary>State and plans hold secrets; varfiles are written anew from the stack.</summary>
    private static readonly string[] Always =
    [
        ".git", ".gaia/", ".terraform/", "*.tfstate", "*.tfstate.*", "terraform.tfstate.d/", "errored.tfstate", ".terraform.tfstate.lock.info",
        "*.planfile", "*.tfplan", "*.terraform.tfvars.json", "crash.log", "crash.*.log", ".DS_Store",
    ];

    private readonly IReadOnlyList<IgnorePattern> patterns;

    private IgnoreRules(IReadOnlyList<IgnorePattern> patterns) => this.patterns = patterns;

    private static readonly IgnoreRules Builtin = new([.. Always.Select(line => IgnorePattern.Parse(line, "")!)]);

    /// <summary>The rules that hold in <paramref name="folder"/>: those of the root and of every folder on the way.</summary>
    public static IgnoreRules At(string root, string folder)
    {
        var rules = new IgnoreRules(Lines(Path.Combine(root, ".git", "info", "exclude"), "")).Entering(root, "");
        for (var slash = folder.IndexOf('/'); slash > 0; slash = folder.IndexOf('/', slash + 1)) rules = rules.Entering(root, folder[..slash]);
        return folder.Length == 0 ? rules : rules.Entering(root, folder);
    }

    public IgnoreRules Entering(string root, string folder)
    {
        var own = FileNames.SelectMany(name => Lines(Path.Combine(root, folder, name), folder)).ToList();
        return own.Count == 0 ? this : new([.. patterns, .. own]);
    }

    /// <summary>The last pattern that applies decides, as in git.</summary>
    public bool Ignore(string path, bool isFolder)
    {
        if (Builtin.patterns.Any(pattern => pattern.Applies(path, isFolder))) return true;
        for (var i = patterns.Count - 1; i >= 0; i--)
            if (patterns[i].Applies(path, isFolder)) return !patterns[i].Negated;
        return false;
    }

    /// <summary>
    /// Rules for a folder that was asked for by name: where the ignore files above it hide the folder itself (vendored components often are), only
    /// its own apply.
    /// </summary>
    public static IgnoreRules ForAskedFolder(string root, string folder)
    {
        for (var path = folder; path.Length > 0; path = Parent(path))
            if (At(root, Parent(path)).Ignore(path, isFolder: true)) return new IgnoreRules([]).Entering(root, folder);
        return At(root, folder);
    }

    private static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    private static IReadOnlyList<IgnorePattern> Lines(string file, string folder) =>
        Directory.Exists(file) ? throw new ArchiveException(ArchiveCodes.UnsupportedEntry, $"{file} is a folder, where a file of patterns is expected. Remove it, or write the patterns into a file of that name.")
        : File.Exists(file) ? [.. RegularFile.ReadLines(file).Select(line => IgnorePattern.Parse(line, folder)).OfType<IgnorePattern>()]
        : [];
}
