using System.Globalization;
using System.Text.RegularExpressions;

namespace Gaia.Terraform;

/// <summary>A terraform plan argument that a request may add to a run. Anything else could name files or change where state goes.</summary>
public static partial class RemoteArgument
{
    private const int LargestParallelism = 256;

    private static readonly string Allowed = string.Join(" ",
        "-target=ADDRESS", "-replace=ADDRESS", "-refresh=true|false", "-refresh-only", "-parallelism=N", "-lock-timeout=DURATION");

    /// <summary>Why it is refused, as a sentence; null where it is allowed.</summary>
    public static string? Problem(string argument) => argument.Split('=', 2) switch
    {
        ["-refresh-only"] => null,
        ["-refresh", var on] => on is "true" or "false" ? null : Wrong(argument, "true or false"),
        ["-target" or "-replace", var address] => address.Length > 0 ? null : Wrong(argument, "the address of a resource, such as aws_s3_bucket.logs"),
        ["-parallelism", var number] => IsParallelism(number) ? null : Wrong(argument, $"a whole number from 1 to {LargestParallelism}"),
        ["-lock-timeout", var duration] => Duration().IsMatch(duration) ? null : Wrong(argument, "a duration, such as 30s or 5m"),
        _ => $"Terraform argument {argument} is not allowed. Allowed: {Allowed}",
    };

    private static string Wrong(string argument, string expected) => $"Terraform argument {argument} is not valid: give {expected}.";

    private static bool IsParallelism(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LargestParallelism;

    // As Go reads it: 30s, 1m30s, 0.5h, 0.
    [GeneratedRegex(@"^(0|([0-9]+(\.[0-9]+)?(ms|s|m|h))+)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Duration();
}
