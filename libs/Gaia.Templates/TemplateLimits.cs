namespace Gaia.Templates;

/// <summary>Bounds that keep a template, hostile or mistaken, from taking the process with it.</summary>
public sealed record TemplateLimits
{
    public static TemplateLimits Default { get; } = new();

    /// <summary>Nested template calls, includes and expressions.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Actions, loop turns and function calls of one rendering.</summary>
    public long Steps { get; init; } = 20_000_000;

    /// <summary>UTF-16 units of the output and of every string that a function makes.</summary>
    public int OutputLength { get; init; } = 64 * 1024 * 1024;
}
