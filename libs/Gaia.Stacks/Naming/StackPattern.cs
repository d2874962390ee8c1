using System.IO.Enumeration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Naming;

/// <summary>Chooses stacks by name: `*`, `?`, `[a-z]` and `{dev,prod}`, as in `plat-*-{dev,prod}`.</summary>
public static class StackPattern
{
    /// <summary>True without a pattern. A star also spans the slashes of stacks that are named by their files.</summary>
    public static bool Matches(string? pattern, string stack) => string.IsNullOrEmpty(pattern)
        || Glob.Matches(pattern, stack) || FileSystemName.MatchesSimpleExpression(pattern, stack, ignoreCase: false);
}
