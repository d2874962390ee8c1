using System.Text.RegularExpressions;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Processes;
using Gaia.Manifests.Comparing;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Writing;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>Objects to compare with: of a folder, or what kubectl finds in a cluster.</summary>
internal sealed partial class KubectlObjects(CliContext context, string? kubeContext, string? givenNamespace)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>What Gaia wrote there for the environment, what the folder's kustomization gives, or all its YAML files.</summary>
    public async Task<IReadOnlyList<KubernetesObject>> OfFolderAsync(string folder, PublishedEnvironment environment)
    {
        var path = Path.GetFullPath(folder, context.WorkingDirectory);
        if (!Directory.Exists(path)) throw new CliException($"Folder {folder} does not exist.", ExitCodes.NotFound);
        string[] candidates = [Path.Combine(path, "overlays", environment.Name), .. environment.Name == "base" ? [Path.Combine(path, "base")] : Array.Empty<string>(), path];
        if (candidates.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "kustomization.yaml"))) is { } kustomization)
            return FolderObjects.Read([(folder, await RunAsync(["kustomize", kustomization]))], environment.Namespace);
        return FolderObjects.Read(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)
            .Select(file => (ShownPath.Of(context, file), RegularFile.ReadText(file))), environment.Namespace);
    }

    /// <summary>Of the kinds that are generated, those with the application's label: also what is no longer made.</summary>
    public async Task<IReadOnlyList<KubernetesObject>> OfClusterAsync(PublishedEnvironment environment)
    {
        var found = new List<KubernetesObject>();
        foreach (var kind in environment.Objects.Select(item => (item.ApiVersion, item.Kind, item.Namespace)).Distinct())
            found.AddRange(await OfKindAsync(Resource(kind.ApiVersion, kind.Kind), kind.Namespace == environment.Namespace ? givenNamespace ?? kind.Namespace : kind.Namespace, environment.Model.Settings.App));
        return found;
    }

    private async Task<IReadOnlyList<KubernetesObject>> OfKindAsync(string resource, string? space, string app)
    {
        var output = await RunAsync(
        [
            "get", resource, "-o", "json", "--show-managed-fields", "-l", $"app.kubernetes.io/part-of={app}",
            .. space is null ? Array.Empty<string>() : ["--namespace", space], .. kubeContext is null ? Array.Empty<string>() : ["--context", kubeContext],
        ], missing: "the server doesn't have a resource type");
        return output.Length == 0 ? [] : LiveObjects.Read(output);
    }

    // Deployment.v1.apps; Service.v1. names the group that has no name.
    private static string Resource(string apiVersion, string kind) => apiVersion.Split('/') is [var group, var version] ? $"{kind}.{version}.{group}" : $"{kind}.{apiVersion}.";

    /// <param name="missing">What kubectl says where there is nothing to find; then the answer is empty.</param>
    private async Task<string> RunAsync(IReadOnlyList<string> arguments, string? missing = null)
    {
        var command = new ChildCommand("kubectl", [.. arguments, .. arguments[0] == "get" ? ["--request-timeout", "30s"] : Array.Empty<string>()], context.WorkingDirectory, context.Environment);
        context.Debug(command.ToString());
        var (code, output, error) = await ProgramOutput.RunAsync(context, command, Longest);
        if (code == 0) return output;
        if (missing is not null && error.Contains(missing, StringComparison.Ordinal)) return "";
        throw arguments[0] == "get"
            ? new CliException($"kubectl cannot read the cluster: {Reason(error)}", ExitCodes.Failed,
                "Which cluster is meant is kubectl's own setting: KUBECONFIG, and the contexts of `kubectl config get-contexts`. --kube-context NAME chooses one.",
                "A folder of manifests is compared without a cluster: `gaia manifest diff FOLDER`.")
            : new CliException($"{command}: {error.Trim()}");
    }

    // E1128 09:52:08.308599   11679 memcache.go:265] "Unhandled Error" ...: a line for each attempt, before the one for people.
    private static string Reason(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', lines.Where(line => !LogLine().IsMatch(line)).DefaultIfEmpty(lines.LastOrDefault() ?? "it does not say why"));
    }

    [GeneratedRegex(@"^[EIWF]\d{4} \d{2}:\d{2}:\d{2}")]
    private static partial Regex LogLine();
}
