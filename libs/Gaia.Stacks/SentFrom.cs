namespace Gaia.Stacks;

/// <summary>What is known of the machine from which a configuration was sent, where it is evaluated on another one.</summary>
/// <param name="Root">Absolute folder that it lies in here. What is above belongs to this machine.</param>
/// <param name="Git">By function, such as `git.sha`; null where the sender's repository does not say.</param>
public sealed record SentFrom(string Root, IReadOnlyDictionary<string, string?> Git);
