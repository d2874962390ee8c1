using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

/// <summary>Regular expressions of Go (RE2).</summary>
internal static class PatternFunctions
{
    public static void AddTo(YqFunctions functions)
    {
        functions.Add("test", 1, 2, call => [YqMatch.Made(new BoolNode(Compile(call).IsMatch(call.InputText)))]);
        functions.Add("match", 1, 2, Match);
        functions.Add("capture", 1, 2, call => Compile(call).Match(call.InputText) is { Success: true } match ? [YqMatch.Made(Captured(match))] : []);
        functions.Map("sub", 2, Replace);
    }

    private static Regex Compile(YqCall call, bool hasFlags = true)
    {
        var flags = hasFlags && call.Arguments.Length > 1 ? call.Text(1).Replace("g", "") : "";
        call.Run.Spend(GoRegex.Steps(call.Text(0), call.InputText.Length), call.Column);
        try
        {
            return GoRegex.Compile(flags.Length > 0 ? $"(?{flags}){call.Text(0)}" : call.Text(0));
        }
        catch (ArgumentException e)
        {
            throw call.Fail($"'{call.Text(0)}' is not a regular expression: {e.Message}");
        }
    }

    private static StringNode Replace(YqCall call)
    {
        var with = call.Text(1);
        call.Allow(call.InputText.Length + (call.InputText.Length + 1.0) * with.Length);
        return new StringNode(GoRegex.Replace(Compile(call, hasFlags: false), call.InputText, with));
    }

    private static IEnumerable<YqMatch> Match(YqCall call)
    {
        var all = call.Arguments.Length > 1 && call.Text(1).Contains('g');
        // Taken one by one: a collection of the framework finds all before it gives the first.
        return GoRegex.Matches(Compile(call), call.InputText).Take(all ? int.MaxValue : 1).Select(match =>
        {
            call.Run.MakeNodes(4L + (4L * match.Groups.Count), call.Column);
            return YqMatch.Made(Describe(match));
        });
    }

    private static MapNode Describe(Match match) => new(
    [
        KeyValuePair.Create<string, Node>("string", new StringNode(match.Value)),
        KeyValuePair.Create<string, Node>("offset", new IntNode(match.Index)),
        KeyValuePair.Create<string, Node>("length", new IntNode(match.Length)),
        KeyValuePair.Create<string, Node>("captures", new ListNode(match.Groups.Values.Skip(1).Select(Node (group) => new MapNode(
        [
            KeyValuePair.Create<string, Node>("string", group.Success ? new StringNode(group.Value) : NullNode.Instance),
            KeyValuePair.Create<string, Node>("offset", new IntNode(group.Success ? group.Index : -1)),
            KeyValuePair.Create<string, Node>("length", new IntNode(group.Length)),
        ])).ToArray())),
    ]);

    private static MapNode Captured(Match match) => new(match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0]))
        .Select(group => KeyValuePair.Create<string, Node>(group.Name, group.Success ? new StringNode(group.Value) : NullNode.Instance)).ToArray());
}
