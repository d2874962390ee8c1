using System.CommandLine;
using System.Text.RegularExpressions;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Manifests.Writing;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>Beginnings of files that people write. Nothing that is there is written over.</summary>
internal static partial class ManifestTemplateCommand
{
    public static Command Create(CliContext context) => new("template", "Begin a stack, a component, or the settings of a workload")
    {
        Of(context, "stack", "Begin a stack", name => Stack(context, name)),
        Of(context, "component", "Begin a terraform component", name => Component(context, name)),
        Workload(context),
    };

    private static Command Of(CliContext context, string kind, string description, Func<string, IReadOnlyList<OutputFile>> files)
    {
        var (name, dryRun) = (Name(), DryRun());
        var command = new Command(kind, description) { name, dryRun };
        command.SetAction(parsed => Write(context, files(parsed.GetValue(name)!), parsed.GetValue(dryRun)));
        return command;
    }

    private static Command Workload(CliContext context)
    {
        var (name, dryRun) = (Name(), DryRun());
        var settings = new Option<string>("--settings") { Description = $"Settings file; {SettingsFile.Usual} unless given", DefaultValueFactory = _ => SettingsFile.Usual, HelpName = "file" };
        var command = new Command("workload", "Begin the settings of a resource of the manifest") { name, settings, dryRun };
        command.SetAction(parsed =>
        {
            var file = Path.GetFullPath(parsed.GetValue(settings)!, context.WorkingDirectory);
            var before = File.Exists(file) ? RegularFile.ReadText(file) : $"app: {parsed.GetValue(name)}\n";
            var after = WorkloadTemplate.AddTo(before, parsed.GetValue(name)!, parsed.GetValue(settings)!);
            if (parsed.GetValue(dryRun)) context.Out.Write(after);
            else WholeFile.Write(file, after, isPrivate: false);
            context.Say($"{parsed.GetValue(name)} {(parsed.GetValue(dryRun) ? "would be" : "is")} in {parsed.GetValue(settings)}");
        });
        return command;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("name") { Description = "Letters, digits and dashes" };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !NamePattern().IsMatch(result.Tokens[0].Value)) result.AddError($"'{result.Tokens[0].Value}' is not a valid name: letters, digits and dashes, a letter first.");
        });
        return name;
    }

    private static Option<bool> DryRun() => new("--dry-run") { Description = "Show, but write nothing" };

    private static void Write(CliContext context, IReadOnlyList<OutputFile> files, bool isDry)
    {
        if (files.FirstOrDefault(file => File.Exists(file.Path)) is { } there)
            throw new CliException($"{Path.GetRelativePath(context.WorkingDirectory, there.Path)} is there already.", ExitCodes.Conflict, "Choose another name, or change that file.");
        foreach (var file in files)
        {
            var shown = Path.GetRelativePath(context.WorkingDirectory, file.Path);
            if (isDry)
            {
                context.Out.Write($"# {shown}\n{file.Text}");
                continue;
            }

            WholeFile.Write(file.Path, file.Text, isPrivate: false);
            context.Out.WriteLine(shown);
        }
    }

    private static IReadOnlyList<OutputFile> Stack(CliContext context, string name)
    {
        var stacks = Repository.Open(context).Configuration.Stacks;
        return [new(Path.Combine(stacks.BasePath, FolderOf(stacks.IncludedPaths), $"{name}.yaml"), StackTemplate.Of(name))];
    }

    private static IReadOnlyList<OutputFile> Component(CliContext context, string name)
    {
        var folder = Path.Combine(Repository.Open(context).Configuration.Terraform.BasePath, name);
        return [.. ComponentTemplate.Of(name).Select(file => file with { Path = Path.Combine(folder, file.Path) })];
    }

    // orgs/**/*: orgs
    private static string FolderOf(IReadOnlyList<string> included) =>
        string.Join('/', (included.FirstOrDefault() ?? "").Split('/').TakeWhile(part => part.IndexOfAny(['*', '?', '[', '{']) < 0));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9-]*$")]
    private static partial Regex NamePattern();
}
