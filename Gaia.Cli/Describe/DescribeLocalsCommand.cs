using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

internal static class DescribeLocalsCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var stack = StackOption.Create(context, "Stack, by name or manifest file");
        var command = new Command("locals", "Show the locals of a stack manifest, resolved") { component, stack };
        var output = new DescribeOptions(command, OutputFormat.Yaml, OutputFormat.Json);
        command.SetAction(parsed => output.Write(context, parsed,
            DescribeLocals.Of(Repository.Open(context), parsed.RequiredStack(stack, context), parsed.GetValue(component))));
        return command;
    }
}
