using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gaia.Documents.Yaml;

/// <summary>
/// The parser's events. On some broken texts the parser fails with an exception of the runtime instead of its own; it is
/// a syntax error all the same, just after the last event.
/// </summary>
internal sealed class YamlEvents(TextReader text)
{
    private readonly Parser parser = new(text);

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException
            or OverflowException or FormatException)
        {
            var at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "the text after this is not YAML", fault);
        }
    }
}
