using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Status;

internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor", "Check everything a run needs, here and on the server, and say what to do") { Printing.FormatOption() };
        command.SetAction(async (parsed, _) =>
        {
            var json = parsed.IsJson();
            var checks = new List<Check>();
            await foreach (var check in AllAsync(context))
            {
                checks.Add(check);
                if (!json) context.Print(check.Lines(context.Columns()));
            }
            if (json) context.PrintJson(checks, CheckJson.Default.IReadOnlyListCheck);
            else context.Error.WriteLine(Verdict(checks));
            return checks.Any(check => check.Status == "unhealthy") ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static async IAsyncEnumerable<Check> AllAsync(CliContext context)
    {
        foreach (var check in await ServerChecks.RunAsync(context)) yield return check;
        yield return await TerraformCheck.RunAsync(context);
        yield return CredentialsCheck.Run(context.Environment);
        yield return ConfigurationCheck.Run(context);
    }

    private static string Verdict(List<Check> checks) => checks.Count(check => check.Status == "unhealthy") switch
    {
        0 when checks.All(check => check.Status == "healthy") => "Everything is well.",
        0 => "Nothing is broken, but what is marked ! will not work, or not for all uses.",
        1 => "One thing is wrong.",
        var several => $"{several} things are wrong.",
    };
}
