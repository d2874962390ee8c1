using System.Text;

namespace Gaia.Stacks.Tests.Cases;

/// <summary>
/// One case in one text file: what it shows, then `-- path --` sections, the last of which is `-- approved --`.
/// A line `sections: vars, env` limits what is printed; `stack: x` picks one stack.
/// </summary>
internal sealed record CaseFile(string Path, string Head, IReadOnlyList<(string Name, string Text)> Sections)
{
    private const string Approval = "approved";

    public IEnumerable<(string Name, string Text)> Inputs => Sections.Where(section => section.Name != Approval);

    public string Approved => Sections.FirstOrDefault(section => section.Name == Approval).Text ?? "";

    public static CaseFile Read(string path)
    {
        var (head, sections) = (new StringBuilder(), new List<(string, StringBuilder)>());
        foreach (var line in File.ReadAllText(path).Split('\n').SkipLast(1))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal)) sections.Add((line[3..^3], new StringBuilder()));
            else (sections.Count == 0 ? head : sections[^1].Item2).Append(line).Append('\n');
        }

        return new CaseFile(path, head.ToString(), sections.ConvertAll(section => (section.Item1, section.Item2.ToString())));
    }

    public IReadOnlyList<string> Setting(string name) =>
        [.. Head.Split('\n').Where(line => line.StartsWith(name + ":", StringComparison.Ordinal))
            .SelectMany(line => line[(name.Length + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public void Approve(string result)
    {
        var text = new StringBuilder(Head);
        foreach (var (name, content) in Inputs) text.Append("-- ").Append(name).Append(" --\n").Append(content);
        File.WriteAllText(Path, text.Append("-- ").Append(Approval).Append(" --\n").Append(result).ToString());
    }
}
