namespace Gaia.Runs.Isolation.Pods;

/// <summary>When everything was there for it, the program might not start any more.</summary>
internal sealed class ProgramNotStartedException() : Exception("The program was not started.");
