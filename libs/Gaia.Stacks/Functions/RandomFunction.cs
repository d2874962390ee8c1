using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!random [lowest] [highest]`: a whole number, 0 to 65535 where nothing is said; new on every evaluation.</summary>
internal static class RandomFunction
{
    public static Node Call(FunctionCall call)
    {
        var bounds = call.Words().Select(word => long.TryParse(word, out var bound) ? bound : throw call.Invalid($"'{word}' is not a number")).ToList();
        var (lowest, highest) = bounds.Count switch { 0 => (0, 65535), 1 => (0, bounds[0]), 2 => (bounds[0], bounds[1]), _ => throw call.Invalid("wants two bounds at most") };
        if (lowest >= highest) throw call.Invalid("the lower bound must be less than the upper one");
        return new IntNode(System.Random.Shared.NextInt64(lowest, highest + 1), call.Mark);
    }
}
