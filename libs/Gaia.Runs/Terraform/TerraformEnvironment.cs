using Gaia.Runs.Isolation;

namespace Gaia.Runs.Terraform;

/// <summary>The environment of a terraform call: what of the worker's a run may know, that of the plan of action, and what a worker needs.</summary>
internal static class TerraformEnvironment
{
    public static Dictionary<string, string> Build(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> action, string pluginCache, bool hasLockFile)
    {
        var all = new Dictionary<string, string>(worker, StringComparer.Ordinal) { ["TF_APPEND_USER_AGENT"] = "Gaia" };
        // In a sandbox the home is another one. Terraform warns about a file that is not there, in the middle of its JSON.
        if (OperatorFiles.TerraformConfiguration(worker) is { } file) all["TF_CLI_CONFIG_FILE"] = file;
        else all.Remove("TF_CLI_CONFIG_FILE");
        foreach (var (name, value) in action) all[name] = value;
        all["TF_INPUT"] = "0";
        all["CHECKPOINT_DISABLE"] = "1";
        // The workdir is private: its .terraform is where we look, and its workspace is the one of the stack.
        all.Remove("TF_DATA_DIR");
        all.Remove("TF_WORKSPACE");
        if (action.ContainsKey("TF_PLUGIN_CACHE_DIR")) return all;
        all["TF_PLUGIN_CACHE_DIR"] = pluginCache;
        // Without a lock file terraform would not believe the cache. The file it then writes is thrown away with the workdir.
        if (!hasLockFile) all["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] = "1";
        return all;
    }
}
