namespace Gaia.Jobs;

/// <summary>This worker cannot do the job, and not end it either: it lacks what the job needs. The job goes back unharmed, for one that has it.</summary>
public sealed class JobForAnotherWorkerException(string message) : Exception(message);
