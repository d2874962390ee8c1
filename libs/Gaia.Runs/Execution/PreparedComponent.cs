namespace Gaia.Runs.Execution;

/// <summary>A component in its workdir, ready for terraform.</summary>
/// <param name="Folder">Absolute; terraform runs here.</param>
/// <param name="Workspace">Null where no workspace is selected.</param>
/// <param name="LocalStatePath">Where the backend is a local one.</param>
/// <param name="Secrets">Values that must not be shown.</param>
internal sealed record PreparedComponent(
    string Folder, string Varfile, string Planfile, string? Workspace, string? LocalStatePath, string Program,
    IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Secrets);
