using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

internal static class ChangeWords
{
    public static string Symbol(this ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        ChangeAction.Replace => "-/+",
        ChangeAction.Read => "<=",
        ChangeAction.Import => "=>",
        ChangeAction.Forget => ".",
        ChangeAction.NoOp => " ",
    };

    public static Ink Ink(this ChangeAction action) => action switch
    {
        ChangeAction.Create or ChangeAction.Import => View.Ink.Green,
        ChangeAction.Update => View.Ink.Yellow,
        ChangeAction.Delete or ChangeAction.Forget => View.Ink.Red,
        ChangeAction.Replace => View.Ink.Magenta,
        ChangeAction.Read => View.Ink.Cyan,
        ChangeAction.NoOp => View.Ink.Dim,
    };

    public static string Infinitive(this ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "change",
        ChangeAction.Delete => "destroy",
        ChangeAction.Replace => "replace",
        ChangeAction.Read => "read",
        ChangeAction.Import => "import",
        ChangeAction.Forget => "forget",
        ChangeAction.NoOp => "keep",
    };

    public static string Doing(this ChangeAction action) => action switch
    {
        ChangeAction.Create => "creating",
        ChangeAction.Update => "changing",
        ChangeAction.Delete => "destroying",
        ChangeAction.Replace => "replacing",
        ChangeAction.Read => "reading",
        ChangeAction.Import => "importing",
        ChangeAction.Forget => "forgetting",
        ChangeAction.NoOp => "checking",
    };

    public static string DoneWord(this ChangeAction action) => action switch
    {
        ChangeAction.Create => "created",
        ChangeAction.Update => "changed",
        ChangeAction.Delete => "destroyed",
        ChangeAction.Replace => "replaced",
        ChangeAction.Read => "read",
        ChangeAction.Import => "imported",
        ChangeAction.Forget => "forgotten",
        ChangeAction.NoOp => "checked",
    };

    /// <summary>"3 to create, 1 to change, 0 to destroy", with replacements and imports where there are any.</summary>
    public static string Sentence(this ChangeCounts counts) =>
        $"{counts.Create} to create, {counts.Update} to change, {counts.Delete} to destroy"
        + (counts.Replace > 0 ? $", {counts.Replace} to replace" : "")
        + (counts.Import > 0 ? $", {counts.Import} to import" : "");

    /// <summary>"+3 ~1 -2 ±1", without what is 0.</summary>
    public static string Signs(this ChangeCounts counts)
    {
        (string Sign, int Count)[] all = [("+", counts.Create), ("~", counts.Update), ("-", counts.Delete), ("-/+", counts.Replace), ("=>", counts.Import)];
        return string.Join(' ', all.Where(change => change.Count > 0).Select(change => $"{change.Sign}{change.Count}")) is { Length: > 0 } signs ? signs : "none";
    }

    public static bool Any(this ChangeCounts counts) => counts.Create + counts.Update + counts.Delete + counts.Replace + counts.Import > 0;
}
