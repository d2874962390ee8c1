namespace Gaia.Runs.Isolation.Pods;

/// <summary>A program to run in a pod. Paths are those of the workdir, which lies at the same place there.</summary>
/// <param name="Name">A word for its folder.</param>
internal sealed record PodCall(
    string Name, string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment, string OutputFile, string ErrorFile,
    string? Input = null)
{
    /// <summary>Asked when everything is there, right before it starts.</summary>
    public Func<bool>? MayStart { get; init; }

    /// <summary>Whether the worker wants the files that it leaves.</summary>
    public bool LeavesFiles { get; init; }
}
