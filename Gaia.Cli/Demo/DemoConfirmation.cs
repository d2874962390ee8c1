using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Demo;

/// <summary>Removing the sample destroys components, so it is asked for as a destroy is: by a name that is typed.</summary>
internal static class DemoConfirmation
{
    public static Option<bool> Option() => new("--yes", "-y") { Description = "Do not ask" };

    public static async Task AskAsync(CliContext context, SampleHistory history, string what, bool yes)
    {
        if (yes) return;
        var instances = string.Join(", ", history.Instances.Select(instance => $"{instance.Component} in {instance.Stack}"));
        var question = $"This destroys the sample {what}: {(instances.Length > 0 ? instances : "what is left of it")}.";
        if (!Question.CanAsk(context))
            throw new CliException(question, ExitCodes.WrongUse, "Nobody is there to be asked: give --yes to go on.");
        if (await Question.AskAsync(context, $"{question}\nType {SampleStory.Tenant} to go on: ") != SampleStory.Tenant)
            throw new CliException("Nothing was changed.");
    }
}
