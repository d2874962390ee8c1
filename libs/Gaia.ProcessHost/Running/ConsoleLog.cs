using System.Text.RegularExpressions;

namespace Gaia.ProcessHost.Running;

/// <summary>Everybody's lines, one at a time, each with its resource's name in front; and into a file per resource.</summary>
internal sealed partial class ConsoleLog(HostSettings settings, int nameWidth)
{
    private static readonly string[] Palette = ["36", "33", "35", "32", "34", "96", "93", "95", "92", "94"];
    private readonly Lock _writing = new();
    private readonly Dictionary<string, int> _colours = [];

    public InstanceLog For(string name)
    {
        lock (_writing)
            _colours.TryAdd(name, _colours.Count % Palette.Length);
        return new InstanceLog(this, name, Path.Combine(settings.Data.Logs, $"{name}.log"));
    }

    public void Write(string name, string line, bool isState)
    {
        var prefix = name.PadRight(nameWidth);
        var text = isState ? $"-- {line}" : line;
        lock (_writing)
        {
            settings.Output.WriteLine(settings.Colour
                ? $"\e[{Palette[_colours.GetValueOrDefault(name)]}m{prefix} |\e[0m {(isState ? $"\e[1m{text}\e[0m" : text)}"
                : $"{prefix} | {text}");
            settings.Output.Flush();
        }
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    public static partial Regex Colours { get; }
}
