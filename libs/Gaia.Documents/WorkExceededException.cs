using Gaia.Documents.Nodes;

namespace Gaia.Documents;

/// <summary>A configuration that costs more than one question may. Code: configuration.too-much-work.</summary>
public sealed class WorkExceededException(string why, SourceMark mark) : DocumentException(
    "configuration.too-much-work", $"the configuration is too much work: {why}. Look for imports, loops, aliases or alternatives that multiply", mark)
{
    /// <summary>The same, with the place that asked for it.</summary>
    public WorkExceededException At(SourceMark place) => new(why, place);
}
