namespace Gaia.Runs.Isolation;

/// <summary>Why a program that has not ended does not go on.</summary>
internal enum Standstill
{
    /// <summary>By a signal, SIGSTOP for one.</summary>
    Stopped,

    /// <summary>By a process that traces it.</summary>
    Traced,

    /// <summary>It has ended, and what should ask how does not.</summary>
    Ended,
}
