namespace Gaia.Runs;

/// <summary>The stacks that whoever asks for a run may act on, beside the one they name.</summary>
public sealed record Reach(Func<string, bool> Has, bool IsEverything)
{
    public static Reach Everything { get; } = new(_ => true, true);

    public static Reach NoOther { get; } = new(_ => false, false);
}
