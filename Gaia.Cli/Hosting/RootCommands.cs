using System.CommandLine;
using System.CommandLine.Help;
using Gaia.Cli.Completion;
using Gaia.Cli.Configuration;
using Gaia.Cli.Contexts;
using Gaia.Cli.Describe;
using Gaia.Cli.Help;
using Gaia.Cli.List;
using Gaia.Cli.Manifests;
using Gaia.Cli.Serve;
using Gaia.Cli.Stacks;
using Gaia.Cli.Terraform;
using Gaia.Cli.Validate;
using Gaia.Cli.Vendor;
using Gaia.Cli.Workflows;

namespace Gaia.Cli.Hosting;

/// <summary>Every command of the terminal. Online ones are in <see cref="OnlineCommands"/>; none opens anything until it runs.</summary>
internal static class RootCommands
{
    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Gaia plans, approves and applies infrastructure, and answers for its stacks.");
        foreach (var option in GlobalOptions.Create(context)) root.Add(option);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new GaiaHelp(context);
            foreach (var foreign in (string[])["/h", "/?", "-?"]) help.Aliases.Remove(foreign);
        }
        foreach (var command in Offline(context).Concat(OnlineCommands.Create(context))) root.Add(command);
        return root;
    }

    private static IEnumerable<Command> Offline(CliContext context) =>
    [
        DescribeCommand.Create(context),
        ListCommand.Create(context),
        StacksCommand.Create(context),
        ValidateCommand.Create(context),
        VendorCommand.Create(context),
        ProvenanceCommand.Create(context),
        TerraformCommand.Create(context),
        ManifestCommand.Create(context),
        WorkflowCommand.Create(context),
        ServeCommand.Create(context),
        ContextCommand.Create(context),
        CompletionCommand.Create(context),
        VersionCommand.Create(context),
    ];
}
