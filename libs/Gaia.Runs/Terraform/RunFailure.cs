namespace Gaia.Runs.Terraform;

/// <summary>The run cannot go on, and trying again would not help. Becomes the run's error and advice.</summary>
internal sealed class RunFailure(string error, string? advice = null, int? exitCode = null) : Exception(error)
{
    public string? Advice { get; } = advice;

    public int? ExitCode { get; } = exitCode;
}
