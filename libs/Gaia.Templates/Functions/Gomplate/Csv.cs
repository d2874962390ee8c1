using System.Text;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Comma-separated values as RFC 4180 has them.</summary>
internal static class Csv
{
    public static List<List<string>> Read(string text, char delimiter)
    {
        var rows = new List<List<string>>();
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || field.Length == 0)) quoted = !quoted;
            else if (!quoted && c == delimiter) End(row, field);
            else if (!quoted && c == '\n')
            {
                if (row.Count == 0 && field.Length == 0) continue;
                End(row, field);
                rows.Add(row);
                row = [];
            }
            else if (quoted || c != '\r') field.Append(c);
        }
        if (row.Count > 0 || field.Length > 0)
        {
            End(row, field);
            rows.Add(row);
        }
        return rows;
    }

    public static string Write(IEnumerable<IEnumerable<string>> rows, char delimiter) => string.Concat(rows.Select(row =>
        string.Join(delimiter, row.Select(field => field.AsSpan().IndexOfAny(['"', '\n', '\r', delimiter]) < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"")) + "\r\n"));

    private static void End(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }
}
