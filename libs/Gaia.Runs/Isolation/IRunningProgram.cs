namespace Gaia.Runs.Isolation;

/// <summary>A program of a run that was started, wherever it runs.</summary>
internal interface IRunningProgram
{
    /// <summary>Its exit code; 128 and the signal's number where one ended it. What it wrote to its files is there by then.</summary>
    Task<int> Ended { get; }

    /// <summary>How whoever comes after our death finds it on this machine; null where it is found elsewhere.</summary>
    string? Trace { get; }

    /// <summary>It waits for <see cref="Begin"/>, and has done nothing.</summary>
    bool Waits { get; }

    /// <summary>Null if it goes on, or nobody here can tell.</summary>
    Standstill? Standstill { get; }

    /// <summary>What has waited begins.</summary>
    void Begin();

    /// <summary>One SIGINT, to the program itself.</summary>
    /// <returns>False where it has not begun yet: ask again.</returns>
    bool TryInterrupt();

    /// <summary>With all that it started.</summary>
    void Kill();

    /// <summary>Kills what is left of it and waits until that has gone: from then on nothing writes to the run's folders.</summary>
    Task EndAsync(TimeProvider time);
}
