namespace Gaia.ProcessHost;

/// <summary>The application cannot start or go on as asked; the message says why and what to do.</summary>
public sealed class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);
