using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateVarfileCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Option<string>("--file", "-f") { Description = "Write here instead of the component's folder" };
        var command = new Command("varfile", "Write the variables of one component") { file };
        var options = new GenerateOptions(command, context, one: true);
        command.SetAction(parsed =>
        {
            var instance = options.Find(parsed);
            var path = parsed.GetValue(file) is { } other
                ? Path.GetFullPath(other, context.WorkingDirectory)
                : Path.Combine(instance.AbsoluteFolder, TerraformFiles.VarfileName(instance));
            options.Write(parsed, path, TerraformFiles.Varfile(instance, options.Evaluation(parsed), context.Token));
        });
        return command;
    }
}
