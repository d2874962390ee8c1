using System.Text.RegularExpressions;
using Gaia.Contracts;

namespace Gaia.Runs.Execution;

/// <summary>What to do after terraform failed, by the phase it was in and what it said.</summary>
internal static partial class TerraformAdvice
{
    private static readonly string[] OfArguments =
        ["Invalid target ", "Invalid force-replace address ", "Failed to parse command-line flags", "Unsupported plan mode"];

    public static string? Of(string phase, string error, Run run) => phase switch
    {
        _ when IsGaiaAway(error, run) => (phase == "apply" ? "What was done before the error is in the state or in errored.tfstate. " : "Nothing was changed. ")
            + "Terraform did not get the state of this component from Gaia's API: `gaia status` says what is away (the API, PostgreSQL, the bucket, the keys). When it is back, plan again.",
        _ when error.Contains("acquiring the state lock", StringComparison.Ordinal) => Held(error, run),
        "apply" when error.Contains("plan is stale", StringComparison.OrdinalIgnoreCase) => "Nothing was changed. The state has changed since this was planned: plan again.",
        "init" => "Nothing was changed. Fix what terraform init reports (providers, modules, backend, versions) and run it again.",
        "plan" when OfArguments.Any(words => error.StartsWith(words, StringComparison.Ordinal)) =>
            "Nothing was changed. Correct the arguments that the plan was given and plan again; -target and -replace take the address of a resource or module, such as aws_vpc.main or module.network.",
        "plan" => "Nothing was changed. Fix the configuration and plan again.",
        "apply" => "What was done before the error is in the state. Fix the cause and plan again: terraform goes on where it stopped.",
        _ => null,
    };

    // Failed to get state: GET http://127.0.0.1:8080/v1/stacks/dev/components/app/state/backend/1f?identity=... giving up after 3 attempt(s)
    private static bool IsGaiaAway(string error, Run run) =>
        error.Contains("giving up after", StringComparison.Ordinal) && error.Contains($"{Routes.State(run.Stack, run.Component)}/backend/", StringComparison.Ordinal);

    /// <summary>The command that breaks a lock of the run's state.</summary>
    public static string Unlock(Run run, string lockId = "LOCK_ID") => $"gaia terraform force-unlock {run.Component} -s {run.Stack} {lockId}";

    // Of the http backend terraform prints its own attempt as Lock Info, and of the holder what our answer has as ID.
    private static string Held(string error, Run run)
    {
        const string Wait = "Try again when they are done, or wait for it with -lock-timeout=5m.";
        if (HolderPattern().Match(error) is not { Success: true } found)
            return $"Nothing was changed. Somebody outside of Gaia works on this state; the error says who. {Wait} If nobody works there any more: {Unlock(run)}";
        var (id, who) = (found.Groups["id"].Value, found.Groups["who"].Value);
        var held = $"Nothing was changed. The state is held by {who}, lock {id}; what terraform prints as Lock Info is this run's own attempt. `gaia state locks` shows who holds it.";
        return who.StartsWith("run ", StringComparison.Ordinal)
            ? $"{held} {Wait} To end that run: gaia runs cancel {who.Split(' ')[1]}"
            : $"{held} {Wait} If nobody works there any more: {Unlock(run, id)}";
    }

    // HTTP remote state already locked: ID=e7396631-cda6-63cb-9f85-067cd4d4459c, held by ana@laptop (token:ana) since 2026-11-27 13:24:46 UTC
    [GeneratedRegex("already locked: ID=(?<id>[^,]+), held by (?<who>.+?) since ")]
    private static partial Regex HolderPattern();
}
