using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Where a value stands, as people write it: `resources.api.hosts[0]`, `network.dnsLabels["k8s.io/app"]`.</summary>
internal readonly record struct SettingsPath(IReadOnlyList<string> Steps)
{
    public bool IsRoot => Steps.Count == 0;

    public SettingsPath Up => new([.. Steps.SkipLast(1)]);

    public SettingsPath Down(params ReadOnlySpan<string> steps) => new([.. Steps, .. steps]);

    /// <summary>As a JSON pointer.</summary>
    public static string Pointer(params ReadOnlySpan<string> steps)
    {
        var pointer = "";
        foreach (var step in steps) pointer += $"/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
        return pointer;
    }

    /// <summary>From a JSON pointer; also finds the value. Null: not found, as for the name of a key.</summary>
    public static SettingsPath Of(string pointer, Node root, out Node? value)
    {
        value = root;
        var steps = new List<string>();
        foreach (var step in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~")))
        {
            steps.Add(value is ListNode ? $"[{step}]" : step);
            value = value switch
            {
                MapNode map => map[step],
                ListNode list when int.TryParse(step, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return new(steps);
    }

    public override string ToString() => string.Concat(Steps.Select((step, i) =>
        step.StartsWith('[') ? step
        : step.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? i == 0 ? step : $".{step}"
        : $"[\"{step}\"]"));
}
