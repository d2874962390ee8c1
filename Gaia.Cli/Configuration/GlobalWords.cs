namespace Gaia.Cli.Configuration;

/// <summary>The words of a command line that name commands: those before the first option that is not global.</summary>
internal static class GlobalWords
{
    private static readonly HashSet<string> TakeValue = new(StringComparer.Ordinal)
    {
        "--context", "--base-path", "--config", "--config-path", "--chdir", "-C", "--profile", "--logs-level", "--logs-file", "--identity", "-i",
        "--redirect-stderr", "--pager",
    };

    public static IReadOnlyList<string> Of(IReadOnlyList<string> args)
    {
        var words = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (TakeValue.Contains(args[i])) i++;
            else if (!args[i].StartsWith('-') && !args[i].StartsWith('[')) words.Add(args[i]);
        }
        return words;
    }
}
