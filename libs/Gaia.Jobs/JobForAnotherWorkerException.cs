namespace Gaia.Jobs;

/// <summary>This worker can neither run nor end the job: it lacks what the job needs. The job returns to the queue unchanged.</summary>
public sealed class JobForAnotherWorkerException(string message) : Exception(message);
