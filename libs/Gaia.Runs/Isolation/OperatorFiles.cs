using Gaia.Documents.Hcl;
using Gaia.Documents.Nodes;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Files and folders of the worker that a run may read: those of <c>Gaia__RunFiles</c>, those that the worker's environment names (never
/// the stack's: it would name what it likes), and the mirrors of terraform's own configuration.
/// </summary>
internal static class OperatorFiles
{
    public static readonly IReadOnlyList<string> Variables =
    [
        "TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG", "SSL_CERT_FILE", "SSL_CERT_DIR", "AWS_CA_BUNDLE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO",
        "NODE_EXTRA_CA_CERTS", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_CONFIG", "ARM_CLIENT_CERTIFICATE_PATH", "ARM_OIDC_TOKEN_FILE_PATH", "AZURE_CONFIG_DIR",
        "AZURE_FEDERATED_TOKEN_FILE", "KUBECONFIG", "KUBE_CONFIG_PATH",
    ];

    /// <param name="environment">Of the worker.</param>
    /// <returns>Absolute paths; what is not there is left out when it is shown.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> settings, IReadOnlyDictionary<string, string> environment)
    {
        var home = environment.GetValueOrDefault("HOME") ?? "/";
        var named = Variables.Select(environment.GetValueOrDefault).Where(value => value?.Length > 0).SelectMany(value => value!.Split(':'));
        var mirrors = TerraformConfiguration(environment) is { } file ? Mirrors(file).Prepend(file) : [];
        return [.. settings.Select(path => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(home, path[2..]) : path)
            .Concat(named).Concat(mirrors).Where(path => path is ['/', _, ..]).Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Distinct()];
    }

    /// <summary>The file that terraform reads of the worker: the one its environment names, or else ~/.terraformrc; null if neither exists.</summary>
    public static string? TerraformConfiguration(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("TF_CLI_CONFIG_FILE") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        return environment.GetValueOrDefault("HOME") is { } home && Path.Join(home, ".terraformrc") is var usual && File.Exists(usual) ? usual : null;
    }

    /// <summary>Where it keeps providers that it has fetched; null where it does not say.</summary>
    public static string? PluginCache(string file) => Read(file).Text("plugin_cache_dir");

    // provider_installation { filesystem_mirror { path = "/opt/mirror" } dev_overrides { "acme/tool" = "/home/ada/tool" } }
    private static IEnumerable<string> Mirrors(string file)
    {
        foreach (var installation in Blocks(Read(file)["provider_installation"]))
        {
            foreach (var mirror in Blocks(installation["filesystem_mirror"]))
                if (mirror.Text("path") is { } path) yield return path;
            foreach (var path in Blocks(installation["dev_overrides"]).SelectMany(overrides => overrides).Select(entry => entry.Value).OfType<StringNode>())
                yield return path.Value;
        }
    }

    private static MapNode Read(string file)
    {
        try
        {
            return HclFile.ParseLoosely(File.ReadAllText(file), file);
        }
        catch (HclException)
        {
            // Terraform says what is wrong with it, in every run.
            return MapNode.Empty;
        }
    }

    private static IEnumerable<MapNode> Blocks(Node? node) => node switch
    {
        MapNode map => [map],
        ListNode list => list.OfType<MapNode>(),
        _ => [],
    };
}
