namespace Gaia.Runs.Masking;

/// <summary>
/// The <c>env</c> section of a stack, whose values are taken for secrets unless they plainly are none: a region, a profile, a setting
/// of terraform or Gaia, a word too short, or what a variable of the component has in the open.
/// </summary>
internal static class StackEnvironment
{
    private const int Shortest = 8;

    private static readonly string[] PlainPrefixes = ["ATMOS_", "GAIA_", "LC_"];

    private static readonly string[] PlainEndings =
        ["REGION", "ZONE", "PROFILE", "LOG", "LOG_LEVEL", "PROJECT", "ENDPOINT", "ENVIRONMENT", "_DIR", "_FILE", "_PATH", "_ARN", "_NAME", "_AGENT", "_PROXY"];

    private static readonly HashSet<string> PlainNames = new(StringComparer.Ordinal)
    {
        "PATH", "HOME", "TMPDIR", "TZ", "LANG", "TF_IN_AUTOMATION", "TF_CLI_ARGS", "NO_PROXY", "TF_HTTP_ADDRESS", "TF_HTTP_LOCK_ADDRESS",
        "TF_HTTP_UNLOCK_ADDRESS", "TF_HTTP_USERNAME", "TF_HTTP_LOCK_METHOD", "TF_HTTP_UNLOCK_METHOD",
    };

    /// <param name="environment">Of the plan of action.</param>
    /// <param name="plain">Values that are shown anyway.</param>
    public static IEnumerable<string> Secrets(IReadOnlyDictionary<string, string> environment, IReadOnlySet<string> plain) =>
        environment.Where(variable => !IsPlain(variable.Key) && variable.Value.Length >= Shortest && !plain.Contains(variable.Value))
            .Select(variable => variable.Value);

    private static bool IsPlain(string name) => PlainNames.Contains(name)
        || PlainPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        || name.StartsWith("TF_CLI_ARGS_", StringComparison.Ordinal)
        || PlainEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
