using System.Text;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>The lines of a literal block.</summary>
internal static class PlainLiteral
{
    /// <param name="cursor">At the end of the line with the bar; left on the next content.</param>
    /// <param name="column">Of the map or list that the block belongs to.</param>
    /// <param name="strips">`|-`: without a line end at the end.</param>
    /// <returns>Null for a block without lines, with blank ones before them, without a last line end, or with spaces that could count.</returns>
    public static string? Read(PlainCursor cursor, int column, bool strips)
    {
        var text = new StringBuilder();
        var (indent, blanks) = (-1, 0);
        while (true)
        {
            if (!cursor.NextLine()) break;
            cursor.SkipSpaces();
            if (cursor.AtLineEnd)
            {
                if (indent < 0 || cursor.Column > indent || cursor.Rest.IsEmpty && cursor.Column > 0) return null;
                blanks++;
                continue;
            }

            if (cursor.Column <= column || indent >= 0 && cursor.Column < indent) break;
            if (indent < 0) indent = cursor.Column;
            else text.Append('\n');
            text.Append('\n', blanks).Append(' ', cursor.Column - indent);
            blanks = 0;
            var start = cursor.At;
            cursor.ToLineEnd();
            if (cursor.Rest.IsEmpty) return null;
            text.Append(cursor.From(start));
        }

        if (indent < 0 || !cursor.AtLineEnd && cursor.Column > column || !cursor.Settle()) return null;
        return (strips ? text : text.Append('\n')).ToString();
    }
}
