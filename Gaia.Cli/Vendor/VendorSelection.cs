using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Vendoring;

namespace Gaia.Cli.Vendor;

/// <summary>Which sources a vendor command is about.</summary>
internal sealed class VendorSelection(CliContext context)
{
    private readonly Option<string> component = new("--component", "-c") { Description = "Only this component" };
    private readonly Option<string> type = new("--type", "-t") { Description = "Its type; terraform unless given", DefaultValueFactory = _ => "terraform" };
    private readonly Option<string[]> tags = new("--tags") { Description = "Only sources with one of these tags" };

    public void AddTo(Command command)
    {
        command.Add(component);
        command.Add(type);
        command.Add(tags);
        command.Add(new Option<bool>("--everything") { Description = "All of the manifest, as without a selection" });
    }

    public VendorOptions Read(ParseResult parsed) => Options(context) with
    {
        Component = parsed.GetValue(component),
        Type = parsed.GetValue(type)!,
        Tags = Names.Of(parsed, tags),
    };

    public static VendorOptions Options(CliContext context)
    {
        var configuration = Repository.Open(context).Configuration;
        return new VendorOptions
        {
            BasePath = configuration.BasePath,
            Manifest = configuration.Raw.At("vendor", "base_path") is StringNode path ? path.Value : null,
            ComponentFolders = Folders(configuration),
            CacheDirectory = CacheDirectory(context),
            Environment = context.Environment,
        };
    }

    private static Dictionary<string, string> Folders(AtmosConfiguration configuration) => new()
    {
        ["terraform"] = configuration.Terraform.BasePath,
        ["helmfile"] = configuration.Helmfile.BasePath,
        ["packer"] = configuration.Packer.BasePath,
    };

    private static string CacheDirectory(CliContext context)
    {
        var cache = context.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } set ? set
            : Path.Combine(context.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? home : Path.GetTempPath(), ".cache");
        return Path.Combine(cache, "gaia", "vendor");
    }
}
