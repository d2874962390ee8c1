using Gaia.Configurations.Blobs;

namespace Gaia.Runs.Terraform;

/// <summary>The environment of a terraform call: the worker's without Gaia's own, that of the plan of action, and what a worker needs.</summary>
internal static class TerraformEnvironment
{
    public static Dictionary<string, string> Build(
        IReadOnlyDictionary<string, string> worker, IReadOnlyDictionary<string, string> action, string pluginCache, bool hasLockFile)
    {
        var all = new Dictionary<string, string>(worker, StringComparer.Ordinal) { ["TF_APPEND_USER_AGENT"] = "Gaia" };
        foreach (var (name, value) in action) all[name] = value;
        all["TF_INPUT"] = "0";
        all["CHECKPOINT_DISABLE"] = "1";
        // The workdir is private: its .terraform is where we look, and its workspace is the one of the stack.
        all.Remove("TF_DATA_DIR");
        all.Remove("TF_WORKSPACE");
        // Terraform warns about a file that is not there, in the middle of its JSON.
        if (all.TryGetValue("TF_CLI_CONFIG_FILE", out var file) && !File.Exists(file)) all.Remove("TF_CLI_CONFIG_FILE");
        AddPluginCache(all, pluginCache, hasLockFile);
        return all;
    }

    private static void AddPluginCache(Dictionary<string, string> all, string pluginCache, bool hasLockFile)
    {
        if (all.ContainsKey("TF_PLUGIN_CACHE_DIR") || ConfiguresCache(all)) return;
        all["TF_PLUGIN_CACHE_DIR"] = PrivateFolder.Create(pluginCache);
        // Without a lock file terraform would not believe the cache. The file it then writes is thrown away with the workdir.
        if (!hasLockFile) all["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] = "1";
    }

    private static bool ConfiguresCache(Dictionary<string, string> all)
    {
        var file = all.GetValueOrDefault("TF_CLI_CONFIG_FILE")
            ?? (all.TryGetValue("HOME", out var home) ? Path.Combine(home, ".terraformrc") : null);
        return file is not null && File.Exists(file) && File.ReadAllText(file).Contains("plugin_cache_dir", StringComparison.Ordinal);
    }
}
