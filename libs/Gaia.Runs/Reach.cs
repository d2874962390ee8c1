using Gaia.Contracts;

namespace Gaia.Runs;

/// <summary>The stacks that whoever asks for a run may act on, beside the one they name.</summary>
/// <param name="Stacks">Globs.</param>
public sealed record Reach(IReadOnlyList<string> Stacks)
{
    public static Reach Everything { get; } = new(["*"]);

    public static Reach NoOther { get; } = new([]);

    public bool Has(string stack) => Stacks.Any(glob => StackGlob.Matches(glob, stack));
}
