namespace Gaia.Runs.Isolation.Pods;

/// <summary>A program to run in a pod. Paths are those of the workdir, which lies at the same place there.</summary>
/// <param name="Name">A word for its folder.</param>
internal sealed record PodCall(
    string Name, string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment, string OutputFile, string ErrorFile,
    string? Input = null)
{
    /// <summary>Asked when everything is there, right before it starts.</summary>
    public Func<bool>? MayStart { get; init; }

    public PodFilesWanted Wanted { get; init; }

    /// <summary>It changes the world: it is not killed before it was asked to end and has had its time to save what it made.</summary>
    public bool Applies => Wanted is PodFilesWanted.ErroredState;
}
