using Gaia.Contracts;

namespace Gaia.Configurations.Revisions;

internal static class RefPatterns
{
    private const string Branches = "refs/heads/";

    /// <param name="refs">Full names: a tag called <c>main</c> is not the branch of that name.</param>
    public static bool Fit(IReadOnlyList<string> patterns, IReadOnlyList<string> refs) =>
        patterns.Any(pattern => refs.Any(name => StackGlob.Matches(pattern.StartsWith("refs/", StringComparison.Ordinal) ? pattern : Branches + pattern, name)));
}
