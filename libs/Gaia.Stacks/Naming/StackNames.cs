using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Manifests;
using Gaia.Templates;

namespace Gaia.Stacks.Naming;

/// <summary>
/// The name of a stack: the manifest's `name`, else name_template, else name_pattern, else the file. It belongs to a
/// component in a manifest, because a component may override the variables it is made from.
/// </summary>
internal sealed partial class StackNames
{
    private static readonly string[] PatternTokens = ["{namespace}", "{tenant}", "{environment}", "{stage}"];

    private readonly AtmosConfiguration configuration;
    private readonly ManifestTemplates templates;
    private readonly WrittenComponents all = new(static _ => true);
    private readonly WrittenComponents overriding;

    /// <summary>The (section, key) pairs the name is made from; null when only the whole component can tell.</summary>
    private readonly (string Section, string Key)[]? parts;

    public StackNames(AtmosConfiguration configuration, ManifestTemplates templates)
    {
        (this.configuration, this.templates, parts) = (configuration, templates, Parts(configuration.Stacks));
        overriding = new WrittenComponents(Touches);
    }

    public string Of(Stack stack, string type, string component) => Given(stack)
        ?? (parts is not null && !Overrides(stack, type, component) ? stack.CommonName(type, this) : OfComponent(stack, type, component));

    /// <summary>The name of all components of a stack, or null where each may have its own, none has one or there are none.</summary>
    public string? OfAll(Stack stack)
    {
        if (parts is null || !all.Any(stack.Imported) || overriding.Any(stack.Imported)) return null;
        try
        {
            var names = stack.Imported.Types.Select(type => Given(stack) ?? stack.CommonName(type, this)).Distinct().ToList();
            return names.Count == 1 ? names[0] : null;
        }
        catch (StacksInvalidException)
        {
            return null;
        }
    }

    /// <summary>The name of all components that do not override what it is made from.</summary>
    public string Common(Stack stack, string type) => Render(stack, section => stack.Defaults(type)[section]);

    /// <summary>The name that other variables would give: how settings.depends_on points to another stack.</summary>
    public string WithVariables(Stack stack, MapNode variables) => IsFile ? stack.File
        : Render(stack, section => section == "vars" ? variables : MapNode.Empty);

    private bool IsFile => configuration.Stacks.NameTemplate is null && configuration.Stacks.NamePattern is null;

    private string? Given(Stack stack) => stack.Manifest.Text("name") is { Length: > 0 } written ? written : IsFile ? stack.File : null;

    private string OfComponent(Stack stack, string type, string component) =>
        Render(stack, section => stack.Resolve(type, component).Section.Map(section) ?? MapNode.Empty);

    // Bases are components too: where none says what the name is made from, there is no base to look for.
    private bool Overrides(Stack stack, string type, string component) =>
        overriding.Any(stack.Imported) && stack.Components(type)[component] is MapNode own
        && (Touches(own) || ComponentResolver.IsKnown(type) && AnyTouches(stack.Bases(type).Of(component)));

    private bool AnyTouches(IReadOnlyList<BaseComponents.Layer> bases)
    {
        for (var i = 0; i < bases.Count; i++)
            if (Touches(bases[i].Section))
                return true;
        return false;
    }

    // Asked for every component of every stack.
    private bool Touches(MapNode component)
    {
        var overrides = component.Map("overrides");
        foreach (var (section, key) in parts!)
            if (component.Map(section)?.PositionOf(key) >= 0 || overrides?.Map(section)?.PositionOf(key) >= 0)
                return true;
        return false;
    }

    private string Render(Stack stack, Func<string, MapNode> section) =>
        configuration.Stacks.NameTemplate is { } template ? FromTemplate(template, stack, section) : FromPattern(stack, section("vars"));

    private string FromTemplate(string template, Stack stack, Func<string, MapNode> section)
    {
        string[] names = ["vars", "settings", "env", "metadata", "locals"];
        var data = new MapNode([.. names.Select(name => KeyValuePair.Create<string, Node>(name,
            name == "locals" ? stack.Manifest.Map("locals") ?? MapNode.Empty : section(name)))]);
        try
        {
            return templates.Render(template, data, new("stacks.name_template", 1, 1), MissingKeyMode.Error);
        }
        catch (TemplateException fault)
        {
            throw new StacksInvalidException("stack.name",
                $"the stack manifest '{stack.File}' has no name: stacks.name_template '{template}': {fault.Reason}", stack.Mark, null, fault);
        }
    }

    // Split on "-": the four tokens are replaced, whatever else stands between is dropped.
    private string FromPattern(Stack stack, MapNode variables)
    {
        var pattern = configuration.Stacks.NamePattern!;
        var values = pattern.Split('-').Where(PatternTokens.Contains).Select(token => Value(token[1..^1]));
        return string.Join('-', values);

        string Value(string key) => variables[key] switch
        {
            StringNode { Value.Length: > 0 } text => text.Value,
            IntNode number => number.ToString(),
            _ => throw new StacksInvalidException("stack.name",
                $"the stack manifest '{stack.File}' has no name: stacks.name_pattern '{pattern}' needs the variable '{key}'; set vars.{key}",
                stack.Mark),
        };
    }

    private static (string, string)[]? Parts(StacksSettings stacks)
    {
        if (stacks.NameTemplate is not { } template)
            return [.. (stacks.NamePattern ?? "").Split('-').Where(PatternTokens.Contains).Select(token => ("vars", token[1..^1]))];
        var found = Reference().Matches(template);
        var simple = found.All(match => match.Groups[1].Value is "vars" or "settings" or "env");
        // A reference the expression does not see ($.vars, index .vars "x") could reach anything.
        var bare = Reference().Replace(template, "").Contains('.') || template.Contains('$');
        return simple && !bare ? [.. found.Select(match => (match.Groups[1].Value, match.Groups[2].Value))] : null;
    }

    [GeneratedRegex(@"\.([a-z_]+)\.([A-Za-z_][A-Za-z0-9_]*)(?:\.[A-Za-z_][A-Za-z0-9_]*)*")]
    private static partial Regex Reference();
}
