namespace Gaia.Jobs;

public enum JobState
{
    /// <summary>Waits for a worker, or for its not-before time.</summary>
    Ready,
    Running,
    Done,
    /// <summary>Out of attempts: nobody will run it again.</summary>
    Dead,
    Canceled,
}
