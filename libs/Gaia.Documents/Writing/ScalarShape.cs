using System.Buffers;

namespace Gaia.Documents.Writing;

/// <summary>What the characters of a string allow, by the rules of libyaml's emitter.</summary>
internal readonly record struct ScalarShape(bool PlainAllowed, bool SingleAllowed, bool BlockAllowed)
{
    public static ScalarShape Of(string value)
    {
        if (value.Length == 0) return new(PlainAllowed: false, SingleAllowed: true, BlockAllowed: false);
        bool indicators = HasIndicators(value), tabs = value.Contains('\t'), special = value.AsSpan().ContainsAny(Special);
        bool spaceBreak = value.Contains(" \n", StringComparison.Ordinal), breakSpace = value.Contains("\n ", StringComparison.Ordinal);
        var breaks = value.Contains('\n');
        var edges = value[0] is ' ' or '\n' || value[^1] is ' ' or '\n';
        return new(
            PlainAllowed: !(indicators || tabs || special || breaks || edges),
            SingleAllowed: !(breakSpace || spaceBreak || tabs || special),
            BlockAllowed: !(value[^1] == ' ' || spaceBreak || special));
    }

    private static bool HasIndicators(string value)
    {
        if (value.StartsWith("---", StringComparison.Ordinal) || value.StartsWith("...", StringComparison.Ordinal)) return true;
        if (StartIndicator(value)) return true;
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == ':' && Followed(value, i)) return true;
            if (value[i] == '#' && value[i - 1] is (' ' or '\t' or '\n')) return true;
        }
        return false;
    }

    private static bool StartIndicator(string value) => value[0] switch
    {
        '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => true,
        '?' or ':' or '-' => Followed(value, 0),
        _ => false,
    };

    private static bool Followed(string value, int at) => at + 1 >= value.Length || value[at + 1] is ' ' or '\t';

    // Tab and line feed are dealt with apart; the rest of the control characters need escapes.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(letter => letter is (< ' ' and not '\t' and not '\n') or >= '\u007f'), '\ufeff', '\u2028', '\u2029']);
}
