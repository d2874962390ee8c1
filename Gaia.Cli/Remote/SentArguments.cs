using Gaia.Cli.Hosting;
using Gaia.Terraform;

namespace Gaia.Cli.Remote;

/// <summary>
/// Terraform's arguments as given, in the one form the API takes (<c>-target a.b</c> becomes <c>-target=a.b</c>), without those that only say what
/// holds there anyway.
/// </summary>
internal sealed record SentArguments(IReadOnlyList<string> ForApi, bool AutoApprove, bool DetailedExitCode, bool Destroy, IReadOnlyList<VariableArgument> Variables)
{
    private static readonly string[] WithValue = ["-target", "-replace", "-refresh", "-parallelism", "-lock-timeout"];

    public static SentArguments Parse(IReadOnlyList<string> given)
    {
        var (forApi, variables) = (new List<string>(), new List<VariableArgument>());
        var (autoApprove, detailed, destroy) = (false, false, false);
        for (var i = 0; i < given.Count; i++)
        {
            var argument = given[i].StartsWith("--", StringComparison.Ordinal) ? given[i][1..] : given[i];
            var name = argument.Split('=')[0];
            if (name is "-no-color" or "-input" or "-json" or "-compact-warnings" || argument == "-lock=true") continue;
            if (name == "-auto-approve") autoApprove = argument is "-auto-approve" or "-auto-approve=true";
            else if (name == "-detailed-exitcode") detailed = true;
            else if (argument is "-destroy" or "-destroy=true") destroy = true;
            else if (argument is "-refresh-only" or "-refresh-only=true") forApi.Add(name);
            else if (name is "-var" or "-var-file")
                variables.Add(new(name == "-var-file", argument.Length > name.Length ? argument[(name.Length + 1)..] : i + 1 < given.Count ? given[++i] : throw WithoutValue(name)));
            else if (WithValue.Contains(name) && argument.Contains('=')) forApi.Add(argument);
            else if (WithValue.Contains(name) && i + 1 < given.Count && !given[i + 1].StartsWith('-')) forApi.Add($"{name}={given[++i]}");
            else throw Refused(given[i]);
        }
        if (forApi.Select(RemoteArgument.Problem).FirstOrDefault(problem => problem is not null) is { } wrong) throw new CliException(wrong, ExitCodes.WrongUse);
        return new(forApi, autoApprove, detailed, destroy, variables);
    }

    private static CliException WithoutValue(string name) => new($"{name} needs a value.", ExitCodes.WrongUse, "Such as -var 'size=3', -var-file prod.tfvars.",
        "With --local terraform runs here and takes everything.");

    private static CliException Refused(string argument) => new(
        $"{argument} cannot be used through the API.", ExitCodes.WrongUse,
        "Allowed: -var, -var-file, -destroy, -target, -replace, -refresh, -refresh-only, -parallelism, -lock-timeout, -detailed-exitcode, -auto-approve.",
        "With --local terraform runs here and takes everything.");
}
