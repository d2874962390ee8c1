using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Secrets;

namespace Gaia.Stacks.Terraform;

/// <summary>Where each backend type keeps one workspace's state.</summary>
internal static class StateIdentities
{
    public static StateIdentity Of(ComponentInstance instance, CancellationToken cancellation)
    {
        var evaluated = instance.Evaluate(new EvaluationOptions { Sections = ["backend", "backend_type", "env", "workspace"] }, cancellation);
        return Of(instance, evaluated.Text("backend_type") ?? "", evaluated.Map("backend") ?? MapNode.Empty, instance.Workspace);
    }

    /// <summary>Of a backend that was evaluated: templates may give something else each time.</summary>
    public static StateIdentity Of(ComponentInstance instance, string type, MapNode backend, string workspace)
    {
        var isDefault = workspace == "default";
        var key = backend.Text("key") ?? "terraform.tfstate";
        return type switch
        {
            "s3" => new($"s3://{backend.Text("bucket")}", workspace,
                isDefault ? key : $"{backend.Text("workspace_key_prefix") ?? "env:"}/{workspace}/{key}"),
            "gcs" => new($"gcs://{backend.Text("bucket")}", workspace, $"{backend.Text("prefix")}/{workspace}.tfstate"),
            "azurerm" => new($"azurerm://{backend.Text("storage_account_name")}/{backend.Text("container_name")}", workspace,
                isDefault ? key : $"{key}env:{workspace}"),
            "http" => new("http", workspace, Credentials.Without(backend.Text("address") ?? "")),
            "cloud" or "remote" => new($"{type}://{backend.Text("hostname") ?? "app.terraform.io"}/{backend.Text("organization")}", workspace,
                Cloud(backend, workspace)),
            "" or "local" => new($"local:{instance.Folders.RawOfType("terraform")}/{instance.Folder}", workspace, LocalPath(backend, workspace)),
            _ => new(type, workspace, string.Join(',', backend.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Where(entry => IsPlace(entry.Key)).Select(entry => $"{entry.Key}={Credentials.Without($"{entry.Value}")}"))),
        };
    }

    // An identity is shown. Whoever comes with another password comes to the same state; a connection string says where that is.
    private static bool IsPlace(string key) => !SecretNames.IsOne(key) || key.Contains("conn", StringComparison.OrdinalIgnoreCase);

    /// <summary>The state file of Terraform's local backend, below the component's folder or absolute.</summary>
    internal static string LocalPath(MapNode backend, string workspace)
    {
        var path = backend.Text("path") ?? "terraform.tfstate";
        return workspace == "default" ? path : $"{backend.Text("workspace_dir") ?? "terraform.tfstate.d"}/{workspace}/terraform.tfstate";
    }

    private static string Cloud(MapNode backend, string workspace) =>
        (backend.Map("workspaces")?.Text("name") ?? $"{backend.Map("workspaces")?.Text("prefix")}{workspace}")
        .Replace("{terraform_workspace}", workspace);
}
