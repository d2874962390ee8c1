namespace Gaia.Cli.Runs.View;

internal static class Wrapped
{
    /// <summary>Lines of at most <paramref name="width"/> columns, broken at spaces; a longer word stays whole.</summary>
    public static IEnumerable<string> Of(string text, int width)
    {
        foreach (var paragraph in text.TrimEnd().Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = word;
                }
                else line = line.Length == 0 ? word : $"{line} {word}";
            }
            yield return line;
        }
    }
}
