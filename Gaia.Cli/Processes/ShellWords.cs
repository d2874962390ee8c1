using System.Text;

namespace Gaia.Cli.Processes;

/// <summary>A line split into words as a POSIX shell does, without expansions: '...', "..." and backslashes.</summary>
internal static class ShellWords
{
    // terraform plan --query '.settings.enabled == true' -var="message=hello world"
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (started, quote) = (false, '\0');
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\'') { if (c == '\'') quote = '\0'; else word.Append(c); }
            else if (quote == '"' && c == '\\' && i + 1 < line.Length && line[i + 1] is ('"' or '\\' or '$' or '`')) word.Append(line[++i]);
            else if (quote == '"') { if (c == '"') quote = '\0'; else word.Append(c); }
            else if (c is '\'' or '"') (started, quote) = (true, c);
            else if (c == '\\' && i + 1 < line.Length) { word.Append(line[++i]); started = true; }
            else if (char.IsWhiteSpace(c)) { if (started || word.Length > 0) End(); }
            else word.Append(c);
        }
        if (quote != '\0') return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (started || word.Length > 0) End();
        return words;

        void End()
        {
            words.Add(word.ToString());
            word.Clear();
            started = false;
        }
    }

    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-_=/.,:@%+".Contains(c);
}
