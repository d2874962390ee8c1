using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gaia.Stacks.Files;
using Gaia.Stacks.Terraform;
using Gaia.Terraform;

namespace Gaia.Cli.Eject;

/// <summary>
/// What terraform remembers in <c>.terraform</c> of its last init. Without it terraform takes a state in the place of a local backend for that of another
/// backend, and wants to migrate it onto itself.
/// </summary>
internal static class LocalBackendMark
{
    // Of the backend's settings. Terraform compares the settings themselves where it is another one, and writes its own.
    private const int UnknownHash = 0;

    public static void Write(ActionPlan plan)
    {
        var data = Directory.CreateDirectory(Path.Combine(plan.Folder, ".terraform")).FullName;
        if (plan.Workspace is { } workspace) RegularFile.Write(Path.Combine(data, "environment"), Encoding.UTF8.GetBytes(workspace));
        if (plan.Files.TryGetValue(TerraformFiles.BackendName, out var backend)) RegularFile.Write(Path.Combine(data, "terraform.tfstate"), Remembered(backend));
    }

    // {"terraform":{"backend":{"local":{"path":"terraform.tfstate"}}}}
    private static byte[] Remembered(byte[] backend)
    {
        using var json = JsonDocument.Parse(backend);
        var settings = json.RootElement.GetProperty("terraform").GetProperty("backend").GetProperty(ActionPlan.LocalBackend);
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = 3,
            ["terraform_version"] = "0.12.0",
            ["backend"] = new JsonObject
            {
                ["type"] = ActionPlan.LocalBackend,
                ["config"] = new JsonObject { ["path"] = Text(settings, "path"), ["workspace_dir"] = Text(settings, "workspace_dir") },
                ["hash"] = UnknownHash,
            },
        }.ToJsonString());
    }

    private static string? Text(JsonElement settings, string name) => settings.TryGetProperty(name, out var value) ? value.GetString() : null;
}
