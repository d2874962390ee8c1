using Gaia.Contracts;
using Microsoft.Extensions.Configuration;

namespace Gaia.Configurations.Revisions;

/// <summary>
/// Which refs of the registered repository may be run, section <c>Gaia:Repository</c>. Each list is given by number
/// (<c>Gaia__Repository__AllowedRefs__0</c>) or in one line, separated by commas (<c>Gaia__Repository__AllowedRefs=main,refs/tags/v*</c>).
/// A pattern is a glob of branches, as of stacks; one of tags begins with <c>refs/tags/</c>.
/// </summary>
public sealed class RevisionOptions
{
    public const string Section = "Gaia:Repository";

    public const string Advice = "Gaia__Repository__AllowedRefs and Gaia__Repository__ProtectedRefs take globs of branches (main, release/*) or full names (refs/heads/main, refs/tags/v*): "
        + "letters, digits, '-', '_', '.', '/', with * and ?. One that is set holds at least one of them; leave it out for none.";

    /// <summary>Only commits that one of these holds are run. Default: none, and every branch and tag is allowed.</summary>
    public IReadOnlyList<string> AllowedRefs { get; set; } = [];

    /// <summary>Only commits that one of these holds are applied without anybody looking at the plan. Default: none.</summary>
    public IReadOnlyList<string> ProtectedRefs { get; set; } = [];

    internal void Read(IConfiguration section)
    {
        AllowedRefs = Words(section.GetSection(nameof(AllowedRefs)));
        ProtectedRefs = Words(section.GetSection(nameof(ProtectedRefs)));
    }

    internal static bool IsConsistent(RevisionOptions options) => options.AllowedRefs.Concat(options.ProtectedRefs).All(StackGlob.IsValid);

    // A line without a pattern, such as a template that found no value, is an empty one, which is not valid: none at all would allow everything.
    private static string[] Words(IConfigurationSection list)
    {
        var line = list.Value?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. line is [] ? [""] : line ?? [], .. list.GetChildren().Select(word => word.Value ?? "")];
    }
}
