namespace Gaia.Runs.Isolation;

/// <summary>The machine does not allow the isolation that is demanded; the message says what is missing and how to get it.</summary>
public sealed class IsolationUnavailableException(string message) : Exception(message);
