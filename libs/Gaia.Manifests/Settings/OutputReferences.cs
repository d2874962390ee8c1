using System.Globalization;
using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Finds `${outputs.NAME}`, `${outputs.NAME.key}` and `${outputs.NAME.key[0]}` in settings.</summary>
internal static partial class OutputReferences
{
    private const string Start = "${outputs.";

    public static bool AreIn(string text) => text.Contains(Start, StringComparison.Ordinal);

    /// <summary>Every text below the node that refers to an output, in the order of the document.</summary>
    public static IEnumerable<StringNode> Texts(Node node) => node switch
    {
        StringNode text when AreIn(text.Value) => [text],
        MapNode map => map.SelectMany(entry => Texts(entry.Value)),
        ListNode list => list.SelectMany(Texts),
        _ => [],
    };

    public static void Check(Node root, Complaint complain)
    {
        foreach (var text in Texts(root))
            if (Pattern().Count(text.Value) != text.Value.Split(Start).Length - 1)
                complain("settings.invalid", new([]), $"\"{text.Value}\" refers to an output in a form other than ${{outputs.NAME}}, ${{outputs.NAME.key}} or ${{outputs.NAME.key[0]}}", text.Mark);
    }

    public static IEnumerable<string> Names(StringNode text) => Pattern().Matches(text.Value).Select(match => Steps(match)[0]);

    /// <summary>The reference that the text consists of; null: there is more, or several.</summary>
    public static Match? Only(string text) => Pattern().Match(text) is { Success: true } match && match.Length == text.Length ? match : null;

    public static string Replace(string text, Func<Match, string> with) => Pattern().Replace(text, match => with(match));

    /// <summary>`database.replicas[0]` as its steps: database, replicas, [0].</summary>
    public static IReadOnlyList<string> Steps(Match match) => [.. StepPattern().Matches(match.Groups["path"].Value).Select(step => step.Value.TrimStart('.'))];

    public static int? Index(string step) => step.StartsWith('[') ? int.Parse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\$\{outputs\.(?<path>[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+|\[[0-9]{1,6}\])*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(^|\.)[A-Za-z0-9_-]+|\[[0-9]+\]", RegexOptions.ExplicitCapture)]
    private static partial Regex StepPattern();
}
