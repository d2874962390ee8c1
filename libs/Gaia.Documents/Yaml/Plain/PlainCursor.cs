using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>A place in the text, with the lines and columns that marks name.</summary>
internal sealed class PlainCursor(string text)
{
    private int line = 1;
    private int lineStart;

    public int At { get; set; }

    /// <summary>Counts from 0: the indentation when the cursor stands on the first character of a line.</summary>
    public int Column => At - lineStart;

    /// <summary>A line feed at the end of the text too.</summary>
    public char Current => Ahead(0);

    public bool AtLineEnd => Current == '\n';

    /// <summary>`- ` or `-` alone: an item of a block list.</summary>
    public bool AtItem => Current == '-' && Ahead(1) is ' ' or '\n';

    public ReadOnlySpan<char> Rest => text.AsSpan(At);

    public char Ahead(int count) => At + count < text.Length ? text[At + count] : '\n';

    public ReadOnlySpan<char> From(int start) => text.AsSpan(start, At - start);

    public SourceMark Mark(string? file) => new(file, line, Column + 1);

    public void SkipSpaces()
    {
        while (Current == ' ') At++;
    }

    /// <summary>Goes to the first content of the text, past one `---`.</summary>
    public bool Start()
    {
        if (!ToContent()) return false;
        if (Column > 0 || !Rest.StartsWith("---")) return !AtMarker();
        At += 3;
        return EndLine() && Column >= 0 && !AtMarker();
    }

    /// <summary>Past spaces and a comment to the next content; its column is -1 at the end of the text.</summary>
    /// <returns>False when something else stands on the line, or a document ends.</returns>
    public bool EndLine()
    {
        var start = At;
        SkipSpaces();
        if (!AtLineEnd && (Current != '#' || At == start)) return false;
        ToLineEnd();
        return Settle();
    }

    /// <summary>From anywhere on a line's indentation to the content that comes next.</summary>
    /// <returns>False when a document ends there.</returns>
    public bool Settle() => !ToContent() || !AtMarker();

    /// <summary>To the start of the next line.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool NextLine()
    {
        ToLineEnd();
        if (At == text.Length) return false;
        At++;
        line++;
        lineStart = At;
        return true;
    }

    public void ToLineEnd()
    {
        var length = Rest.IndexOf('\n');
        At = length < 0 ? text.Length : At + length;
    }

    private bool ToContent()
    {
        SkipSpaces();
        while (AtLineEnd || Current == '#')
        {
            if (!NextLine())
            {
                lineStart = At + 1;
                return false;
            }

            SkipSpaces();
        }

        return true;
    }

    private bool AtMarker() => Column == 0 && (Rest.StartsWith("---") || Rest.StartsWith("...") || Current == '%');
}
