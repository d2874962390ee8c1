namespace Gaia.Yq;

/// <summary>An expression makes a value that nobody could write out.</summary>
internal sealed class YqTooHeavyException() : Exception("It makes a value that is too large or too deep.");
