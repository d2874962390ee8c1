namespace Gaia.Runs.Isolation.Pods;

/// <summary>Which of the files that a program leaves in its pod the worker takes.</summary>
internal enum PodFilesWanted
{
    None,

    /// <summary>Those that are newer than its start.</summary>
    Changed,

    /// <summary>What an apply could save nowhere else. One that ends well leaves nothing that anybody needs.</summary>
    ErroredState,
}
