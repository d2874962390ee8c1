using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>Removes what terraform and Gaia leave in component folders. State of the local backend is kept.</summary>
internal static class TerraformCleanCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var stack = StackOption.Create(context);
        var keepLock = new Option<bool>("--skip-lock-file") { Description = "Keep .terraform.lock.hcl" };
        var force = new Option<bool>("--force") { Description = "Do not ask" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed" };
        var command = new Command("clean", "Remove .terraform, plan files, varfiles and generated files") { component, stack, keepLock, force, dryRun };
        command.SetAction(parsed =>
        {
            var instances = Chosen(context, parsed.GetValue(component), parsed.GetValue(stack));
            var paths = instances.SelectMany(instance => Paths(instance, parsed.GetValue(keepLock))).Distinct().Order(StringComparer.Ordinal).ToList();
            foreach (var path in paths) context.Out.WriteLine(ShownPath.Of(context, path));
            if (paths.Count == 0) context.Error.WriteLine("Nothing to remove.");
            if (paths.Count == 0 || parsed.GetValue(dryRun)) return ExitCodes.Ok;
            if (!parsed.GetValue(force) && !Confirmed(context, paths.Count)) return ExitCodes.Failed;
            foreach (var path in paths) Remove(path);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<ComponentInstance> Chosen(CliContext context, string? component, string? stack)
    {
        var repository = Repository.Open(context);
        if (component is not null && stack is not null) return [repository.Find(component, stack, "terraform")];
        return repository.Instances(new InstanceFilter { Stack = stack, Components = component is null ? [] : [component], Types = ["terraform"] });
    }

    private static IEnumerable<string> Paths(ComponentInstance instance, bool keepLock)
    {
        string[] names =
        [
            ".terraform", TerraformFiles.VarfileName(instance), TerraformFiles.PlanfileName(instance), TerraformFiles.BackendName,
            TerraformFiles.ProviderOverridesName, GaiaFiles.BackendName, .. keepLock ? [] : new[] { ".terraform.lock.hcl" },
        ];
        return names.Select(name => Path.Combine(instance.AbsoluteFolder, name)).Where(path => File.Exists(path) || Directory.Exists(path));
    }

    private static bool Confirmed(CliContext context, int count)
    {
        if (!context.Terminal.InIsTerminal) throw new CliException("terraform clean asks before it removes.", ExitCodes.WrongUse, "Add --force.");
        context.Error.Write($"Remove these {count}? [y/N] ");
        context.Terminal.Flush();
        return context.Terminal.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }
}
