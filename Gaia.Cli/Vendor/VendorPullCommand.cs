using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Vendoring;

namespace Gaia.Cli.Vendor;

internal static class VendorPullCommand
{
    public static Command Create(CliContext context)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Fetch and show, but write nothing" };
        var command = new Command("pull", "Fetch what vendor.yaml or a component.yaml names, over what is there") { dryRun };
        var selection = new VendorSelection(context);
        selection.AddTo(command);
        command.SetAction(parsed =>
        {
            var dry = parsed.GetValue(dryRun);
            var pulled = VendorPull.Run(selection.Read(parsed), dry, source => Tell(context, source, dry), context.Token);
            context.Error.WriteLine($"{Counted.Of(pulled.Count, "source")}, {Counted.Of(pulled.Sum(source => source.Files.Count), "file")}{(dry ? " would be written" : "")}.");
        });
        return command;
    }

    private static void Tell(CliContext context, VendoredSource vendored, bool dry)
    {
        var source = vendored.Source;
        context.Out.WriteLine($"{source.Component ?? source.Source}{(source.Version is { } version ? $" {version}" : "")}  {vendored.Kind}  {Counted.Of(vendored.Files.Count, "file")}");
        if (dry) foreach (var file in vendored.Files) context.Out.WriteLine($"  {file}");
        context.Terminal.Flush();
    }
}
