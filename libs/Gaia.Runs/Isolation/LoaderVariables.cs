namespace Gaia.Runs.Isolation;

/// <summary>
/// Variables that make the C library load or read files. A stack may set them for its terraform; the program that encloses terraform
/// must not see them, since it is not enclosed itself. It is the list that glibc has for programs with more rights than their caller.
/// </summary>
internal static class LoaderVariables
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "GCONV_PATH", "GETCONF_DIR", "GLIBC_TUNABLES", "HOSTALIASES", "LOCALDOMAIN", "LOCPATH", "NIS_PATH", "NLSPATH", "RESOLV_HOST_CONF",
        "RES_OPTIONS", "TZDIR", "TMPDIR", "TEXTDOMAINDIR",
    };

    private static readonly string[] Prefixes = ["LD_", "MALLOC_"];

    /// <returns>What the enclosing program may have, and what only the enclosed one gets.</returns>
    public static (Dictionary<string, string> Outer, IReadOnlyList<KeyValuePair<string, string>> Inner) Split(IReadOnlyDictionary<string, string> environment)
    {
        var inner = environment.Where(pair => Names.Contains(pair.Key) || Prefixes.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        return (environment.Except(inner).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), inner);
    }
}
