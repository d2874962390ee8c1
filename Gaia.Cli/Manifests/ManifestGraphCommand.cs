using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Manifests.Network.Graphs;

namespace Gaia.Cli.Manifests;

internal static class ManifestGraphCommand
{
    private static readonly string[] Formats = ["mermaid", "svg"];

    public static Command Create(CliContext context)
    {
        var format = new Option<string>("--format", "-f")
        {
            Description = $"{string.Join(", ", Formats)}; {Formats[0]} unless given", DefaultValueFactory = _ => Formats[0], HelpName = "format",
        };
        OneOf.Demand(format, Formats);
        var output = new Option<string>("--output", "-o") { Description = "Write to this file instead of the terminal", HelpName = "file" };
        var command = new Command("graph", "Draw who may connect to whom") { format, output };
        var selection = ManifestSelection.OfOne(command);
        command.SetAction(async (parsed, _) =>
        {
            var model = (await ManifestLoader.OneAsync(context, selection.Read(parsed), ManifestLoader.WithoutValues)).Chosen.Model;
            var text = parsed.GetValue(format) == "svg" ? GraphSvg.Write(model) : GraphMermaid.Write(model);
            if (parsed.GetValue(output) is { } file) WholeFile.Write(Path.GetFullPath(file, context.WorkingDirectory), text, isPrivate: false);
            else context.Out.Write(text);
        });
        return command;
    }
}
