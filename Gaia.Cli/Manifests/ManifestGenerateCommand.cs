using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

internal static class ManifestGenerateCommand
{
    private static readonly string[] Formats = ["kustomize", "kyaml", "helm", "compose"];

    public static Command Create(CliContext context)
    {
        var format = new Option<string>("--format", "-f")
        {
            Description = $"{string.Join(", ", Formats)}; {Formats[0]} unless given. compose is for one machine and one environment", DefaultValueFactory = _ => Formats[0], HelpName = "format",
        };
        OneOf.Demand(format, Formats);
        var output = new Option<string>("--output", "-o") { Description = "Folder to write to", HelpName = "folder", Required = true };
        var force = new Option<bool>("--force") { Description = "Write into a folder that holds other files, and over them" };
        var command = new Command("generate", "Write the manifests of an application") { format, output, force };
        var selection = ManifestSelection.OfMany(command);
        command.SetAction(async (parsed, _) =>
        {
            var (kind, folder) = (parsed.GetValue(format)!, Path.GetFullPath(parsed.GetValue(output)!, context.WorkingDirectory));
            var request = selection.Read(parsed);
            var loaded = kind == "compose" ? await ManifestLoader.MachineAsync(context, request, WithPlainSecrets) : await ManifestLoader.ManyAsync(context, request);
            if (kind != "compose" && loaded.Published.All.FirstOrDefault(environment => environment.Model.Settings.IsMachine) is { Name: var machine })
                throw new CliException($"The environment {machine} is one machine without a cluster: --format compose.", ExitCodes.WrongUse);
            IReadOnlyList<OutputFile> files =
            [
                .. Files(kind, loaded, folder),
                .. new[] { ImageList.Write(loaded.Published), NotPublishedList.Write(loaded.Published) }.OfType<OutputFile>(),
            ];
            var (foreign, removed) = new OutputFolder(folder).Write(files, parsed.GetValue(force));
            foreach (var other in foreign) context.Say($"left alone: {other}");
            foreach (var gone in removed.CountBy(path => Path.GetDirectoryName(path)!))
                context.Say($"removed, as it is made no longer: {Counted.Of(gone.Value, "file")} of {(gone.Key.Length == 0 ? "the folder" : gone.Key)}");
            context.Say($"{Counted.Of(files.Count, "file")} for {string.Join(", ", Written(kind, loaded))} {(files.Count == 1 ? "is" : "are")} in {parsed.GetValue(output)}");
            return Report(context, loaded);
        });
        return command;
    }

    private static IReadOnlyList<OutputFile> Files(string kind, LoadedManifest loaded, string folder) => kind switch
    {
        "helm" => Helm.Write(loaded.Published),
        "compose" => Compose.Write(loaded.Chosen, Path.GetRelativePath(folder, loaded.Folder)),
        "kyaml" => Kustomize.Write(loaded.Published, YamlForm.Kyaml),
        _ => Kustomize.Write(loaded.Published, YamlForm.Plain),
    };

    private static IEnumerable<string> Written(string kind, LoadedManifest loaded) =>
        kind == "compose" ? [loaded.Chosen.Name] : loaded.Published.All.Select(environment => environment.Name);

    // One machine has no store that a cluster's operator would ask.
    private static EnvironmentSettings WithPlainSecrets(EnvironmentSettings settings) =>
        settings with { Secrets = settings.Secrets with { Provider = SecretProvider.Plain, Places = new Dictionary<string, SecretPlace>() } };

    private static int Report(CliContext context, LoadedManifest loaded)
    {
        var lost = NotPublishedList.Of(loaded.Published).Where(item => item.IsLoss).ToList();
        foreach (var item in lost) context.Error.WriteLine($"Not published: {item.Resource} ({item.Type}): {item.Reason}");
        return lost.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Ok;
    }
}
