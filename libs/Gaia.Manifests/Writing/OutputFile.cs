namespace Gaia.Manifests.Writing;

/// <param name="Path">Relative to the output folder, with slashes.</param>
/// <param name="IsPrivate">It holds secrets: for its owner's eyes.</param>
/// <param name="IsExecutable">It may be a script: everybody may run it.</param>
public sealed record OutputFile(string Path, string Text, bool IsPrivate = false, bool IsExecutable = false);
