namespace Gaia.Stacks.Files;

/// <summary>What a folder holds.</summary>
/// <param name="IsFolder">Also of a link that leads to a folder inside the root.</param>
public sealed record RootEntry(string Name, bool IsFolder, bool IsLink);
