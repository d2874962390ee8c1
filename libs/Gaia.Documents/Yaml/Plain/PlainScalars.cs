using System.Buffers;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>Keys and scalars of one line, and literal blocks. Null is given for what may be more than that.</summary>
internal sealed class PlainScalars(PlainCursor cursor, string? file)
{
    private const int LongestKey = 256;

    private static readonly SearchValues<char> Stops = SearchValues.Create(":#\n");
    private static readonly SearchValues<char> TagLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    // In some of the other characters YamlDotNet sees more than text when they stand in a key.
    private static readonly SearchValues<char> KeyLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/ ~+@$:");

    private readonly StringBuilder unescaped = new();

    /// <summary>The key at the cursor, which then stands after its colon.</summary>
    public string? Key()
    {
        var start = cursor.At;
        var key = cursor.Current is '"' or '\'' ? Quoted() : PlainKey();
        cursor.SkipSpaces();
        if (cursor.Current != ':' || cursor.At - start > LongestKey) return null;
        cursor.At++;
        return key;
    }

    /// <summary>Whether a key stands at the cursor, and not a scalar.</summary>
    public bool AtKey()
    {
        var start = cursor.At;
        var found = Key() is not null && cursor.Current is ' ' or '\n';
        cursor.At = start;
        return found;
    }

    /// <summary>A plain, quoted or tagged scalar.</summary>
    public Node? Value()
    {
        var mark = cursor.Mark(file);
        return cursor.Current switch
        {
            '"' or '\'' => Quoted() is { } quoted ? new StringNode(quoted, mark) : null,
            '!' => Tagged(mark),
            _ => Plain() is { } text ? ScalarResolver.Resolve(text, mark) : null,
        };
    }

    public static bool StartsPlain(char first, char next) => first switch
    {
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or '?' or ':' or '\n' => false,
        '-' => next is not (' ' or '\n'),
        _ => true,
    };

    /// <summary>What a key means: whole numbers are named by their value, as the whole parser does.</summary>
    public static string KeyText(string written) => written[0] is (>= '0' and <= '9') or '+' or '-' or '.'
        ? ScalarResolver.Resolve(written, default) switch
        {
            StringNode text => text.Value,
            IntNode integer => integer.ToString(),
            _ => written,
        }
        : written;

    /// <summary>'it''s' or "a\tb", closed on the line it starts on.</summary>
    public string? Quoted() => cursor.Current == '\'' ? SingleQuoted() : DoubleQuoted();

    /// <summary>
    /// Lines that are indented more than <paramref name="column"/>, as they are; the cursor is left on the next content.
    /// </summary>
    public StringNode? Literal(int column)
    {
        var mark = cursor.Mark(file);
        cursor.At++;
        var strips = cursor.Current == '-';
        if (strips) cursor.At++;
        cursor.SkipSpaces();
        if (!cursor.AtLineEnd) return null;
        return PlainLiteral.Read(cursor, column, strips) is { } text ? new StringNode(text, mark) : null;
    }

    private string? PlainKey()
    {
        if (!StartsPlain(cursor.Current, cursor.Ahead(1))) return null;
        var start = cursor.At;
        ToStop();
        var written = TextCache.Text(cursor.From(start).TrimEnd(' '));
        return cursor.Current != ':' || written.AsSpan().ContainsAnyExcept(KeyLetters) ? null : KeyText(written);
    }

    private string? Plain()
    {
        if (!StartsPlain(cursor.Current, cursor.Ahead(1))) return null;
        var start = cursor.At;
        ToStop();
        return cursor.Current == ':' ? null : TextCache.Text(BackOverSpaces(start));
    }

    // The comment after a scalar needs a space before it, so the spaces are given back.
    private ReadOnlySpan<char> BackOverSpaces(int start)
    {
        var text = cursor.From(start).TrimEnd(' ');
        cursor.At = start + text.Length;
        return text;
    }

    // To a colon that ends a key, a comment or the end of the line.
    private void ToStop()
    {
        while (true)
        {
            var length = cursor.Rest.IndexOfAny(Stops);
            if (length < 0)
            {
                cursor.ToLineEnd();
                return;
            }

            cursor.At += length;
            if (cursor.Current switch { ':' => cursor.Ahead(1) is ' ' or '\n', '#' => cursor.Ahead(-1) == ' ', _ => true }) return;
            cursor.At++;
        }
    }

    // !env NAME: the tag and what follows it on the line.
    private StringNode? Tagged(SourceMark mark)
    {
        var length = cursor.Rest[1..].IndexOfAnyExcept(TagLetters);
        if (length < 0) return null;
        var tag = TextCache.Text(cursor.Rest[..(length + 1)]);
        if (!YamlFunctions.Known.Contains(tag)) return null;
        cursor.At += length + 1;
        if (cursor.Current != ' ') return null;
        cursor.SkipSpaces();
        var text = cursor.Current is '"' or '\'' ? Quoted() : Plain();
        return text is null ? null : YamlFunctions.Tagged(tag, text, mark);
    }

    private string? SingleQuoted()
    {
        cursor.At++;
        var start = cursor.At;
        while (true)
        {
            var length = cursor.Rest.IndexOfAny('\'', '\n');
            if (length < 0 || cursor.Rest[length] == '\n') return null;
            cursor.At += length;
            if (cursor.Ahead(1) != '\'') break;
            cursor.At += 2;
        }

        var text = TextCache.Text(cursor.From(start));
        cursor.At++;
        return text.Contains('\'') ? text.Replace("''", "'", StringComparison.Ordinal) : text;
    }

    private string? DoubleQuoted()
    {
        cursor.At++;
        unescaped.Clear();
        while (true)
        {
            var length = cursor.Rest.IndexOfAny('"', '\\', '\n');
            if (length < 0 || cursor.Rest[length] == '\n') return null;
            var piece = cursor.Rest[..length];
            var stop = cursor.Rest[length];
            cursor.At += length + 1;
            if (stop == '"' && unescaped.Length == 0) return TextCache.Text(piece);
            unescaped.Append(piece);
            if (stop == '"') return unescaped.ToString();
            char? escaped = cursor.Current switch { 'n' => '\n', 't' => '\t', '"' => '"', '\\' => '\\', '/' => '/', _ => null };
            if (escaped is null) return null;
            unescaped.Append(escaped.Value);
            cursor.At++;
        }
    }
}
