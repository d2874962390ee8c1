using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.List;

internal static class ListCommand
{
    public static Command Create(CliContext context) => new("list", "List stacks, components and what they hold") { Aliases = { "ls" }, Subcommands =
    {
        ListStacksCommand.Create(context),
        ListComponentsCommand.Create(context),
        ListInstancesCommand.Create(context),
        ListValuesCommand.Create(context, "vars", "vars", "Variables of a component, stack by stack"),
        ListValuesCommand.Create(context, "values", null, "Everything a component has, stack by stack"),
        ListValuesCommand.Create(context, "settings", "settings", "Settings of all components or of one, stack by stack", oneComponent: false),
        ListMetadataCommand.Create(context),
        ListAffectedCommand.Create(context),
        ListDependenciesCommand.Create(context),
        ListAliasesCommand.Create(context),
        ListWorkflowsCommand.Create(context),
        ListVendorCommand.Create(context),
    } };
}
