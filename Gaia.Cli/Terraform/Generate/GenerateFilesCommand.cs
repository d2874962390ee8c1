using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateFilesCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var all = new Option<bool>("--all") { Description = "Every component, of the stack if one is given" };
        var clean = new Option<bool>("--clean") { Description = "Remove the files instead" };
        var command = new Command("files", "Write the files of the generate section") { component, all, clean };
        var options = new GenerateOptions(command, context, one: false);
        command.SetAction(parsed =>
        {
            foreach (var instance in Chosen(context, options, parsed, parsed.GetValue(component), parsed.GetValue(all)))
                foreach (var (name, content) in TerraformFiles.Generated(instance, options.Evaluation(parsed), context.Token))
                {
                    var path = Path.Combine(instance.AbsoluteFolder, name);
                    if (parsed.GetValue(clean)) File.Delete(path);
                    else options.Write(parsed, path, content);
                }
        });
        return command;
    }

    private static IEnumerable<ComponentInstance> Chosen(CliContext context, GenerateOptions options, ParseResult parsed, string? component, bool all)
    {
        if (all) return options.All(Repository.Open(context), options.Stack(parsed) is { } stack ? [stack] : [], component is null ? [] : [component]);
        if (component is null) throw new CliException("generate files: no component given.", ExitCodes.Failed, "Name one, or add --all.");
        return [Repository.Open(context).Find(component, options.Stack(parsed)
            ?? throw new CliException("generate files: no stack given.", ExitCodes.Failed, "Add -s <stack>."), "terraform")];
    }
}
