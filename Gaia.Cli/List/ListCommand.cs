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
        ListValuesCommand.Create(context, "settings", "settings", "Settings of a component, stack by stack"),
        ListValuesCommand.Create(context, "metadata", "metadata", "Metadata of a component, stack by stack"),
        ListWorkflowsCommand.Create(context),
        ListVendorCommand.Create(context),
    } };
}
