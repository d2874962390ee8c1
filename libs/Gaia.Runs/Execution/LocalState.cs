using System.Security.Cryptography;
using System.Text;
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
    /// <returns>The backend to write in place of the component's, and the state's path.</returns>
    public static (byte[] Backend, string Path) Redirect(string workspace, RunsOptions options, Run run)
    {
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
        return (bytes, StateIn(folder, workspace));
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

    [GeneratedRegex("[^A-Za-z0-9.]+")]
    private static partial Regex UnsafePattern();
}
