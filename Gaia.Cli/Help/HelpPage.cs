namespace Gaia.Cli.Help;

/// <summary>Sections of two columns, the second wrapped to the width of the terminal.</summary>
internal sealed class HelpPage(TextWriter output, bool colors, int width)
{
    private const int WidestName = 34;
    private bool started;

    public void Text(string text)
    {
        if (text.Length == 0) return;
        Gap();
        foreach (var line in Wrap(text, width)) output.WriteLine(line);
    }

    public void Section(string title, IEnumerable<(string Name, string Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        Gap();
        output.WriteLine(colors ? $"\e[1m{title}\e[0m" : title);
        var column = Math.Min(WidestName, all.Max(row => row.Name.Length)) + 4;
        foreach (var (name, description) in all) Row(name, description, column);
    }

    private void Row(string name, string description, int column)
    {
        var lines = Wrap(description, Math.Max(30, width - column)).ToList();
        var first = lines.Count > 0 && name.Length + 4 <= column ? $"  {name}".PadRight(column) + lines[0] : $"  {name}";
        output.WriteLine(first.TrimEnd());
        foreach (var line in lines.Skip(name.Length + 4 <= column ? 1 : 0)) output.WriteLine(new string(' ', column) + line);
    }

    private void Gap()
    {
        if (started) output.WriteLine();
        started = true;
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }
        if (line.Length > 0) yield return line;
    }
}
