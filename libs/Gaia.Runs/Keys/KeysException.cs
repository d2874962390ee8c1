namespace Gaia.Runs.Keys;

/// <summary>The key that encrypts cannot be used just now. The message names the setting, and no key.</summary>
public sealed class KeysException(string message, Exception inner) : Exception(message, inner);
