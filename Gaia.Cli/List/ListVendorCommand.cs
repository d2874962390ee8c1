using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Vendor;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Vendoring;

namespace Gaia.Cli.List;

internal static class ListVendorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("vendor", "List what vendor.yaml names");
        var options = new ListOptions(command);
        command.SetAction(parsed =>
        {
            var vendor = VendorSelection.Options(context);
            var columns = options.Columns(parsed, null,
                new("Component", "component"), new("Version", "version"), new("Source", "source"), new("Folder", "folder"), new("Tags", "tags"));
            options.Write(context, parsed, columns, VendorManifest.All(vendor).Select(source => Row(source, vendor)));
        });
        return command;
    }

    private static MapNode Row(VendorSource source, VendorOptions options) => new(
    [
        new("component", new StringNode(source.Component ?? "")),
        new("version", new StringNode(source.Version ?? "")),
        new("source", new StringNode(source.Source)),
        new("folder", new StringNode(string.Join(' ', source.Targets.Select(target => Path.GetRelativePath(options.BasePath, target))))),
        new("tags", new StringNode(string.Join(' ', source.Tags))),
        new("manifest", new StringNode(source.Mark.File ?? "")),
    ]);
}
