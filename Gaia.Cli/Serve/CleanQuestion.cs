using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

/// <summary>Deleting the data forgets what Terraform has made, so it is asked for as a destroy is: by a word that is typed.</summary>
internal static class CleanQuestion
{
    private const string Word = "delete";

    /// <returns>Whether to go on.</returns>
    public static async Task<bool> AskAsync(CliContext context, ServeData data, bool yes)
    {
        if (yes || !Directory.Exists(data.Root)) return true;
        var question = string.Join('\n', Question(data));
        if (!Remote.Question.CanAsk(context)) throw new CliException(question, ExitCodes.WrongUse, "Nobody is there to be asked: give --yes to go on.");
        return await Remote.Question.AskAsync(context, $"{question}\nType {Word} to go on: ") == Word;
    }

    private static IEnumerable<string> Question(ServeData data)
    {
        yield return $"--clean deletes the databases, the history and all files in {data.Root}.";
        var states = LocalStates.In(data);
        if (states.Count == 0) yield break;
        yield return "Terraform forgets what these states hold; what exists in a cloud stays there, and nobody knows of it any more:";
        foreach (var state in states) yield return $"  {state}";
    }
}
