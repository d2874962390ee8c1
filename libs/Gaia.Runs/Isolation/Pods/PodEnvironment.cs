namespace Gaia.Runs.Isolation.Pods;

/// <summary>What of the worker's environment goes into a run's pod: what a run may know, without what names places of the worker's machine.</summary>
internal static class PodEnvironment
{
    private static readonly HashSet<string> OfMachine = ["PATH", "HOME", "USER", "LOGNAME", "TERM", "TMPDIR", "TF_PLUGIN_CACHE_DIR"];

    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> known) => known
        .Where(pair => !OfMachine.Contains(pair.Key) && !OperatorFiles.Variables.Contains(pair.Key) && !pair.Key.StartsWith("KUBERNETES_", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
