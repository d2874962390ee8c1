using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Vendor;
using Gaia.Documents.Nodes;
using Gaia.Vendoring;

namespace Gaia.Cli.List;

internal static class ListVendorCommand
{
    public static Command Create(CliContext context)
    {
        var tags = new Option<string[]>("--tags") { Description = "Only sources with one of these tags" };
        var command = new Command("vendor", "List what vendor.yaml and component.yaml files name") { tags };
        var options = new ListOptions(command, context);
        command.SetAction(parsed =>
        {
            var vendor = VendorSelection.Options(context);
            var shape = options.Shape(parsed, Repository.Open(context).Configuration.Raw.At("vendor", "list"),
                new("Component", "component"), new("Type", "type"), new("Tags", "tags"), new("Manifest", "manifest"), new("Folder", "folder"));
            var wanted = Names.Of(parsed, tags);
            options.Write(parsed, shape, VendorListing.Of(vendor)
                .Where(listed => wanted.Count == 0 || listed.Source.Tags.Intersect(wanted).Any()).Select(listed => Row(listed, vendor)));
        });
        return command;
    }

    private static MapNode Row(VendorListed listed, VendorOptions options)
    {
        var (source, type) = (listed.Source, listed.IsComponentManifest ? "Component Manifest" : "Vendor Manifest");
        var folder = string.Join(' ', source.Targets.Select(target => Path.GetRelativePath(options.BasePath, target)));
        var tags = string.Join(", ", source.Tags);
        return new MapNode([.. new (string Key, string Value)[]
        {
            ("component", source.Component ?? ""), ("type", type), ("manifest", listed.Manifest), ("folder", folder), ("tags", tags),
            ("version", source.Version ?? ""), ("source", source.Source),
            ("atmos_component", source.Component ?? ""), ("atmos_vendor_type", type), ("atmos_vendor_file", listed.Manifest),
            ("atmos_vendor_target", folder), ("atmos_vendor_tags", tags),
        }.Select(cell => KeyValuePair.Create<string, Node>(cell.Key, new StringNode(cell.Value)))]);
    }
}
