using System.Text.Json;
using Gaia.Documents.Hcl;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Terraform.Code;

/// <summary>What a component's own Terraform files say that decides how it is run.</summary>
/// <param name="Backend">Of <c>terraform { backend "s3" {} }</c>: s3; "cloud" of a cloud block; null if none is declared.</param>
/// <param name="SensitiveVariables">Names of <c>variable "x" { sensitive = true }</c>.</param>
/// <param name="EphemeralVariables">Names of <c>variable "x" { ephemeral = true }</c>: no plan file keeps their values.</param>
public sealed record ComponentCode(string? Backend, IReadOnlySet<string> SensitiveVariables, IReadOnlySet<string> EphemeralVariables)
{
    /// <summary>Of each variable that is declared, its type as it is written: <c>list(string)</c>; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> VariableTypes { get; init; } = new Dictionary<string, string>();

    /// <summary>Of both: values that are not shown.</summary>
    public IReadOnlySet<string> SecretVariables => field ??= EphemeralVariables.Count == 0
        ? SensitiveVariables : SensitiveVariables.Concat(EphemeralVariables).ToHashSet(StringComparer.Ordinal);

    /// <summary>Texts and numbers that the code itself gives to such variables: <c>default = "..."</c>.</summary>
    public IReadOnlyList<string> SecretDefaults { get; init; } = [];

    public static ComponentCode Empty { get; } = new(null, new HashSet<string>(), new HashSet<string>());

    private const string NoFiles = "component.no-terraform-files";
    private const string Advice = "Correct the file; `terraform validate` says more.";
    private static readonly string[] Endings = [".tf", ".tf.json", ".tofu", ".tofu.json"];

    /// <summary>That a component has code to run at all, or makes it by `generate`.</summary>
    /// <exception cref="TerraformRefusedException">`component.no-terraform-files`</exception>
    public static void Demand(AtmosConfiguration configuration, ComponentInstance instance)
    {
        if (configuration.Terraform.AutoGenerateFiles && instance.Merged["generate"] is not null) return;
        if (!configuration.Root.FolderExists(instance.AbsoluteFolder))
            throw new TerraformRefusedException(NoFiles, $"'{instance.Name}' points to the Terraform component '{instance.Folder}', but '{instance.WrittenFolder}' does not exist.",
                "Create the folder, fetch it with `gaia vendor pull`, or correct metadata.component.");
        if (!Files(configuration.Root, instance.AbsoluteFolder).Any())
            throw new TerraformRefusedException(NoFiles, $"'{instance.Name}' points to the Terraform component '{instance.Folder}', but '{instance.WrittenFolder}' has no .tf files.",
                "Add the component's Terraform files, or correct metadata.component and components.terraform.base_path.");
    }

    /// <exception cref="TerraformRefusedException">`component.unreadable`: a file is not Terraform code.</exception>
    /// <exception cref="IOException">One of them, or of what terraform opens beside them, is not a file but a FIFO or a device.</exception>
    public static ComponentCode Read(RepositoryRoot root, string folder)
    {
        ComponentFiles.Demand(root, folder);
        return Of(Files(root, folder).Select(path => (path, root.At(new SourceMark(path, 0, 0), () => root.Text(path)))));
    }

    /// <summary>Files that Gaia writes itself are passed over.</summary>
    /// <inheritdoc cref="Read"/>
    public static ComponentCode Of(IEnumerable<(string Path, string Text)> files)
    {
        var (sensitive, ephemeral) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var defaults = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        string? backend = null;
        var own = files.Where(file => !GaiaFiles.IsOurs(Path.GetFileName(file.Path)));
        foreach (var file in own.OrderBy(file => IsOverride(file.Path)).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            var root = Parse(file.Path, file.Text);
            backend = Blocks(root["terraform"]).Select(BackendOf).LastOrDefault(type => type is not null) ?? backend;
            foreach (var (name, body) in (root["variable"] as MapNode ?? MapNode.Empty).SelectMany(entry => Blocks(entry.Value).Select(body => (entry.Key, body))))
            {
                if (body.Flag("sensitive") == true) sensitive.Add(name);
                if (body.Flag("ephemeral") == true) ephemeral.Add(name);
                if (body["default"] is { } value) defaults[name] = [.. Leaves(value)];
                if (TypeOf(body) is var type && (type.Length > 0 || !types.ContainsKey(name))) types[name] = type;
            }
        }
        return new ComponentCode(backend, sensitive, ephemeral) 
        {
            VariableTypes = types,
            SecretDefaults = [.. defaults.Where(variable => sensitive.Contains(variable.Key) || ephemeral.Contains(variable.Key)).SelectMany(variable => variable.Value)],
        };
    }

    private static IEnumerable<string> Files(RepositoryRoot root, string folder) => (root.Entries(folder) ?? [])
        .Where(entry => !entry.IsFolder && Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.Ordinal))).Select(entry => Path.Combine(folder, entry.Name));

    // Terraform reads override files last.
    private static bool IsOverride(string file)
    {
        var name = Path.GetFileName(file);
        return name.StartsWith("override.t", StringComparison.Ordinal) || name.Contains("_override.t", StringComparison.Ordinal);
    }

    private static MapNode Parse(string file, string text)
    {
        try
        {
            return file.EndsWith(".json", StringComparison.Ordinal)
                ? JsonReader.Read(text, new SourceMark(file, 0, 0)) as MapNode ?? MapNode.Empty
                : HclFile.ParseLoosely(text, file);
        }
        catch (HclException fault)
        {
            throw new TerraformRefusedException("component.unreadable", fault.Message, Advice, fault.Mark);
        }
        catch (JsonException fault)
        {
            throw new TerraformRefusedException("component.unreadable", $"{file}: {JsonFault.Words(fault)}", Advice);
        }
    }

    // An expression is kept as "${list(string)}"; JSON has the plain text.
    private static string TypeOf(MapNode variable) => variable["type"] is not StringNode { Value: var text } ? ""
        : (text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1] : text).Trim();

    private static IEnumerable<string> Leaves(Node value) => value switch
    {
        MapNode map => map.SelectMany(entry => Leaves(entry.Value)),
        ListNode list => list.SelectMany(Leaves),
        NullNode or BoolNode => [],
        StringNode text => [text.Value],
        _ => [value.ToString()!],
    };

    private static string? BackendOf(MapNode terraform) =>
        terraform["cloud"] is not null ? "cloud" : terraform["backend"] is MapNode { Count: > 0 } named ? named.Last().Key : null;

    // A block that comes once is a map, one that comes again a list of maps; JSON may write either.
    private static IEnumerable<MapNode> Blocks(Node? node) => node switch
    {
        MapNode map => [map],
        ListNode list => list.OfType<MapNode>(),
        _ => [],
    };
}
