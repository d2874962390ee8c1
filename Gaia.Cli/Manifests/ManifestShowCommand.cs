using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.Manifests;

internal static class ManifestShowCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("name") { Description = "Workload, as `gaia manifest list` has it" };
        var format = FormatOption.Create(OutputFormat.Yaml, OutputFormat.Json);
        var command = new Command("show", "Show the objects of one workload") { name, format };
        var selection = ManifestSelection.OfOne(command);
        command.SetAction(async (parsed, _) =>
        {
            var environment = (await ManifestLoader.OneAsync(context, selection.Read(parsed))).Chosen;
            var workload = parsed.GetValue(name)!;
            var objects = WorkloadObjects.Of(environment, workload);
            if (objects.Count == 0) throw Unknown(workload, environment.Model.Workloads.Select(known => known.Name));
            if (parsed.Format(format) == OutputFormat.Json) Document.Write(context, new ListNode([.. objects.Select(item => item.Content)]), OutputFormat.Json);
            else foreach (var item in objects) context.Out.Write($"---\n{Document.Text(item.Content, OutputFormat.Yaml)}");
        });
        return command;
    }

    private static CliException Unknown(string name, IEnumerable<string> known) => new($"There is no workload '{name}'.", ExitCodes.NotFound,
        NearestNames.Of(name, known) is [var near, ..] ? $"Did you mean `{near}`?" : "`gaia manifest list` shows them.");
}
