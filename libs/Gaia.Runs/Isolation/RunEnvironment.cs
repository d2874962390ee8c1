using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>What of the worker's environment a run may know: by a list, so that what nobody thought of stays here.</summary>
internal static class RunEnvironment
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TERM", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO", "NODE_EXTRA_CA_CERTS", "CHECKPOINT_DISABLE", "NO_COLOR",
        "GOGC", "GOMEMLIMIT", "GOMAXPROCS",
    };

    private static readonly string[] Prefixes =
        ["LC_", "TF_", "TOFU_", "AWS_", "GOOGLE_", "GCLOUD_", "CLOUDSDK_", "ARM_", "AZURE_", "KUBE", "SSL_"];

    /// <param name="more">Names beyond the list; one that ends in <c>*</c> stands for all that begin so.</param>
    public static Dictionary<string, string> OfWorker(IReadOnlyList<string> more) => Of(ChildEnvironment.OfThisProcess(), more);

    /// <inheritdoc cref="OfWorker"/>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> worker, IReadOnlyList<string> more) =>
        worker.Where(pair => IsKnown(pair.Key) || more.Any(name => Fits(name, pair.Key))).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static bool IsKnown(string name) => Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool Fits(string wanted, string name) =>
        wanted.EndsWith('*') ? name.StartsWith(wanted[..^1], StringComparison.Ordinal) : name == wanted;
}
