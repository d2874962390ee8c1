using System.Collections.Concurrent;
using Gaia.Templates.Syntax;

namespace Gaia.Templates;

/// <summary>The same few strings are rendered for thousands of components: they are parsed once.</summary>
internal static class TemplateCache
{
    private const int MostTemplates = 4096;
    private const int LongestKept = 64 * 1024;

    private static readonly ConcurrentDictionary<(string Text, Delimiters Delimiters), ParsedTemplate> Parsed = new();
    private static int count;

    public static ParsedTemplate GetOrParse(string text, Delimiters delimiters)
    {
        if (Parsed.TryGetValue((text, delimiters), out var known)) return known;
        var template = Parser.Parse(text, delimiters);
        if (text.Length > LongestKept) return template;
        if (Interlocked.Increment(ref count) > MostTemplates)
        {
            Parsed.Clear();
            Interlocked.Exchange(ref count, 1);
        }
        Parsed[(text, delimiters)] = template;
        return template;
    }
}
