namespace Gaia.Runs;

/// <summary>Terraform plan arguments that a request may add. Anything else could name files or change where state goes.</summary>
public static class PlanArguments
{
    public static IReadOnlyList<string> Allowed { get; } =
        ["-target=ADDRESS", "-replace=ADDRESS", "-refresh=true|false", "-refresh-only", "-parallelism=N", "-lock-timeout=DURATION"];

    /// <summary>Throws <c>run.argument-not-allowed</c> for the first that is not in the list.</summary>
    public static void Check(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
            if (!IsAllowed(argument))
                throw RunErrors.ArgumentNotAllowed(argument);
    }

    private static bool IsAllowed(string argument) => argument.Split('=', 2) switch
    {
        ["-refresh-only"] => true,
        ["-refresh", "true" or "false"] => true,
        ["-target" or "-replace", { Length: > 0 }] => true,
        ["-parallelism", var number] => int.TryParse(number, out var parallel) && parallel is > 0 and <= 256,
        ["-lock-timeout", { Length: > 1 } duration] => duration.All(c => char.IsAsciiDigit(c) || c is 's' or 'm' or 'h' or '.'),
        _ => false,
    };
}
