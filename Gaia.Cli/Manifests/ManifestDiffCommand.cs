using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Manifests.Comparing;

namespace Gaia.Cli.Manifests;

internal static class ManifestDiffCommand
{
    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("folder") { Description = "Manifests to compare with: generated ones, a kustomization, or YAML files", Arity = ArgumentArity.ZeroOrOne };
        var cluster = new Option<bool>("--cluster") { Description = "Compare with what runs in the cluster of kubectl" };
        var kubeContext = new Option<string>("--kube-context") { Description = "Context of kubectl; its current one unless given", HelpName = "name" };
        var space = new Option<string>("--namespace", "-n") { Description = "Where to look, instead of the settings' namespace", HelpName = "name" };
        var check = new Option<bool>("--check") { Description = "Exit 2 where anything differs" };
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("diff", "Show what applying the manifests would change") { folder, cluster, kubeContext, space, check, format };
        var selection = ManifestSelection.OfOne(command);
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(folder) is null == !parsed.GetValue(cluster))
                throw new CliException("Give a folder to compare with, or --cluster.", ExitCodes.WrongUse);
            var environment = (await ManifestLoader.OneAsync(context, selection.Read(parsed))).Chosen;
            var programs = new KubectlObjects(context, parsed.GetValue(kubeContext), parsed.GetValue(space));
            var diff = parsed.GetValue(folder) is { } there
                ? ObjectDiff.OfFolder(environment.Objects, await programs.OfFolderAsync(there, environment))
                : ObjectDiff.OfCluster(environment.Objects, await programs.OfClusterAsync(environment));
            if (parsed.Format(format) == OutputFormat.Table) foreach (var line in ObjectDiffText.Lines(diff)) context.Out.WriteLine(line);
            else Document.Write(context, ObjectDiffNodes.Of(diff), parsed.Format(format));
            return !diff.IsEmpty && parsed.GetValue(check) ? ExitCodes.Changed : ExitCodes.Ok;
        });
        return command;
    }
}
