namespace Gaia.Contracts;

/// <summary>One page of a listing, newest first. <paramref name="Next"/> is the cursor of the next page, or null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
