using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gaia.Configurations.Blobs;

namespace Gaia.Runs.Execution;

/// <summary>
/// A local backend keeps its state beside the configuration, and a run's configuration is gone when the run is. So the
/// state is kept below <c>&lt;data&gt;/state/&lt;identity&gt;</c>, and the backend is pointed there.
/// </summary>
internal static partial class LocalState
{
    /// <param name="backend">backend.tf.json as Atmos would write it: <c>{"terraform":{"backend":{"local":{...}}}}</c>; null for none.</param>
    /// <param name="componentFolder">Looked at for a backend of its own.</param>
    /// <returns>File name and bytes to write, and the state's path; nulls where the backend is not a local one.</returns>
    public static (string? File, byte[]? Bytes, string? Path) Redirect(
        byte[]? backend, string componentFolder, string workspace, RunsOptions options, Run run)
    {
        var declared = DeclaredBackend(componentFolder);
        var configured = backend is null ? null : BackendOf(backend);
        if ((configured ?? declared ?? "local") != "local") return (null, null, null);
        var folder = PrivateFolder.Create(options.DataPath("state", FolderName(run.StateIdentity)));
        // For people, who are asked before all of it is deleted.
        File.WriteAllText(Path.Combine(folder, "component"), $"{run.Component} in {run.Stack}\n");
        var settings = new JsonObject
        {
            ["path"] = Path.Combine(folder, "terraform.tfstate"),
            ["workspace_dir"] = Path.Combine(folder, "workspaces"),
        };
        var bytes = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["terraform"] = new JsonObject { ["backend"] = new JsonObject { ["local"] = settings } },
        }.ToJsonString());
        // An override file replaces the backend block of the component; without one, the usual file declares it.
        var file = declared is null ? Stacks.Terraform.TerraformFiles.BackendName : "gaia_backend_override.tf.json";
        return (file, bytes, StateIn(folder, workspace));
    }

    internal static string StateIn(string folder, string workspace) => workspace == "default"
        ? Path.Combine(folder, "terraform.tfstate")
        : Path.Combine(folder, "workspaces", workspace, "terraform.tfstate");

    /// <summary>Readable, and different for different identities.</summary>
    internal static string FolderName(string identity)
    {
        var readable = UnsafePattern().Replace(identity, "-").Trim('-');
        if (readable.Length > 80) readable = readable[^80..];
        return $"{readable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..12]}";
    }

    private static string? BackendOf(byte[] backend)
    {
        using var json = JsonDocument.Parse(backend);
        return json.RootElement.TryGetProperty("terraform", out var terraform) && terraform.TryGetProperty("backend", out var named)
            ? named.EnumerateObject().Select(type => type.Name).FirstOrDefault()
            : json.RootElement.TryGetProperty("terraform", out var cloud) && cloud.TryGetProperty("cloud", out _) ? "cloud" : null;
    }

    private static string? DeclaredBackend(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.tf"))
            if (BackendPattern().Match(File.ReadAllText(file)) is { Success: true } found)
                return found.Groups["type"].Success ? found.Groups["type"].Value : "cloud";
        return null;
    }

    [GeneratedRegex("[^A-Za-z0-9.]+")]
    private static partial Regex UnsafePattern();

    [GeneratedRegex("""^\s*(terraform\s*\{\s*)?(backend\s+"(?<type>[a-z0-9]+)"|cloud)\s*\{""", RegexOptions.Multiline)]
    private static partial Regex BackendPattern();
}
