using System.CommandLine;
using System.Text.RegularExpressions;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Writing;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>Beginnings of files that people write. Nothing that is there is written over.</summary>
internal static partial class ManifestTemplateCommand
{
    public static Command Create(CliContext context) => new("template", "Begin a stack, a component, or the settings of a workload")
    {
        Stack(context),
        Component(context),
        Workload(context),
    };

    private static Command Stack(CliContext context)
    {
        var (name, dryRun) = (Name(), DryRun());
        var components = new Option<string[]>("--component", "-c") { Description = "Terraform component that the stack has; commas or repeat for more", HelpName = "component" };
        var command = new Command("stack", "Begin a stack") { name, components, dryRun };
        command.SetAction(parsed =>
        {
            var (stack, chosen) = (parsed.GetValue(name)!, Names.Of(parsed, components));
            Write(context, Stack(context, stack, chosen), parsed.GetValue(dryRun));
            if (parsed.GetValue(dryRun)) return;
            context.Say(chosen.Count > 0 ? $"next: give {chosen[0]} its variables there, then `gaia terraform plan {chosen[0]} -s {stack}`"
                : "next: add a component below `components.terraform`; until it has one, `gaia list stacks` does not show the stack");
        });
        return command;
    }

    private static Command Component(CliContext context)
    {
        var (name, dryRun) = (Name(), DryRun());
        var command = new Command("component", "Begin a terraform component") { name, dryRun };
        command.SetAction(parsed =>
        {
            var component = parsed.GetValue(name)!;
            Write(context, Component(context, component), parsed.GetValue(dryRun));
            if (!parsed.GetValue(dryRun)) context.Say($"next: add {component} to a stack, below `components.terraform`; `gaia manifest template stack NAME --component {component}` begins one");
        });
        return command;
    }

    private static Command Workload(CliContext context)
    {
        var (name, dryRun) = (Name(), DryRun());
        var settings = new Option<string>("--settings") { Description = $"Settings file; {SettingsFile.Usual} unless given", DefaultValueFactory = _ => SettingsFile.Usual, HelpName = "file" };
        var from = new Option<string>("--from") { Description = "Aspire manifest that has the resource; aspire-manifest.json of this folder unless given", HelpName = "file" };
        var command = new Command("workload", "Begin the settings of a resource of the manifest") { name, settings, from, dryRun };
        command.SetAction(parsed =>
        {
            var resource = Resource(context, parsed.GetValue(from), parsed.GetValue(name)!);
            var file = Path.GetFullPath(parsed.GetValue(settings)!, context.WorkingDirectory);
            var before = File.Exists(file) ? RegularFile.ReadText(file) : $"app: {ManifestLoader.AppName(context, parsed.GetValue(from) ?? AppHostManifest.FileName)}\n";
            var after = WorkloadTemplate.AddTo(before, parsed.GetValue(name)!, resource, parsed.GetValue(settings)!);
            if (parsed.GetValue(dryRun)) context.Out.Write(after);
            else WholeFile.Write(file, after, isPrivate: false);
            context.Say($"{parsed.GetValue(name)} {(parsed.GetValue(dryRun) ? "would be" : "is")} in {parsed.GetValue(settings)}");
        });
        return command;
    }

    /// <returns>Null: there is no manifest to ask.</returns>
    private static AspireResource? Resource(CliContext context, string? from, string name)
    {
        if (AppHostManifest.Lying(context, from) is not { } file)
        {
            context.Say($"there is no {AppHostManifest.FileName} here: whether the application has {name} is not known (--from FILE)");
            return null;
        }

        var manifest = AspireReader.Read(GivenFile.Read(context, "--from", file), file);
        if (manifest.Find(name) is { } resource and not ParameterResource) return resource;
        var known = manifest.Resources.Where(other => other is not ParameterResource).Select(other => other.Name).ToList();
        throw new CliException($"{file} has no resource '{name}'.", ExitCodes.NotFound,
            NearestNames.Of(name, known) is [var near, ..] ? $"Did you mean `{near}`?" : $"It has {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
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
            throw new CliException($"{ShownPath.Of(context, there.Path)} is there already.", ExitCodes.Conflict, "Choose another name, or change that file.");
        foreach (var file in files)
        {
            var shown = ShownPath.Of(context, file.Path);
            if (isDry)
            {
                context.Out.Write($"# {shown}\n{file.Text}");
                continue;
            }

            WholeFile.Write(file.Path, file.Text, isPrivate: false);
            context.Out.WriteLine(shown);
        }
    }

    private static IReadOnlyList<OutputFile> Stack(CliContext context, string name, IReadOnlyList<string> components)
    {
        var configuration = Repository.Open(context).Configuration;
        if (components.FirstOrDefault(component => !Directory.Exists(Path.Combine(configuration.Terraform.BasePath, component))) is { } unknown)
            throw new CliException($"There is no component '{unknown}' in {ShownPath.Of(context, configuration.Terraform.BasePath)}.", ExitCodes.NotFound,
                $"Begin it with `gaia manifest template component {unknown}`, or name another.");
        var stacks = configuration.Stacks;
        return [new(Path.Combine(stacks.BasePath, FolderOf(stacks.IncludedPaths), $"{name}.yaml"), StackTemplate.Of(name, components))];
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
