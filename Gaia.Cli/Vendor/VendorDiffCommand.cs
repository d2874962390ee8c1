using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Vendoring;

namespace Gaia.Cli.Vendor;

internal static class VendorDiffCommand
{
    public static Command Create(CliContext context)
    {
        var check = new Option<bool>("--check") { Description = "Exit 1 where anything differs" };
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("diff", "Show what a pull would change") { check, format };
        var selection = new VendorSelection(context);
        selection.AddTo(command);
        command.SetAction(parsed =>
        {
            var changes = VendorDiff.Run(selection.Read(parsed), context.Token);
            if (parsed.Format(format) == OutputFormat.Table) Write(context, changes);
            else Document.Write(context, new ListNode([.. changes.Select(ToNode)]), parsed.Format(format));
            return changes.Count > 0 && parsed.GetValue(check) ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(CliContext context, IReadOnlyList<VendorChange> changes)
    {
        if (changes.Count == 0) context.Error.WriteLine("Nothing would change.");
        foreach (var change in changes)
        {
            context.Out.WriteLine($"{change.Change,-8} {change.Path}");
            if (change.Lines.Length > 0) context.Out.WriteLine(change.Lines.TrimEnd('\n'));
        }
    }

    private static MapNode ToNode(VendorChange change) => new(
    [
        new("component", change.Component is { } component ? new StringNode(component) : NullNode.Instance),
        new("change", new StringNode(change.Change)),
        new("path", new StringNode(change.Path)),
        new("lines", new StringNode(change.Lines)),
    ]);
}
