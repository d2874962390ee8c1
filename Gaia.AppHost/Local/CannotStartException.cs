namespace Gaia.AppHost.Local;

/// <summary>What is wrong with the machine or the options, for people: shown without a stack trace.</summary>
internal sealed class CannotStartException(string message) : DistributedApplicationException(message);
