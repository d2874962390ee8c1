using System.Text.RegularExpressions;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Gives expressions their values. What has none is a fault, and the rest goes on, so that all of them are told.</summary>
internal sealed class Resolver(AspireManifest manifest, EnvironmentSettings settings, Locations locations, SecretKeys secrets, FaultList faults)
{
    private const int DeepestReference = 100;

    // Linux hands no longer text to a process.
    private const int LongestValue = 128 * 1024;

    private readonly Dictionary<string, Resolved> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> open = [];

    public Resolved Of(Expression expression)
    {
        var (pieces, length) = (new List<Resolved>(), 0);
        foreach (var part in expression.Parts)
        {
            pieces.Add(part switch
            {
                LiteralPart literal => Resolved.Of(literal.Text),
                PlaceholderPart placeholder => Placeholder(placeholder, expression.Mark),
                _ => throw new InvalidOperationException($"{part} is not a part of an expression."),
            });
            length += pieces[^1].Length;
            if (length > LongestValue) return Fault("value.long", $"{(open.Count > 0 ? open[^1] : "A value")} is longer than {LongestValue} characters, which no process takes.", expression.Mark);
        }

        return Resolved.Join(pieces);
    }

    /// <summary>Of a text in the settings: one that holds the host of an external service leads there, as a placeholder would.</summary>
    public Resolved Given(Expression expression)
    {
        var places = settings.Resources.Where(pair => pair.Value.External?.Host is { Length: > 0 } host && Names(expression.Text, host))
            .Select(pair => manifest.Find(pair.Key)).OfType<AspireResource>();
        var resolved = Of(expression);
        return resolved with { Uses = [.. resolved.Uses.Concat(places.SelectMany(UsesOf)).Distinct()] };
    }

    // As a whole: a host `db` is not in `feedback`, and neither a folder nor a database or user of that name.
    private static bool Names(string text, string host) => Regex.IsMatch(text,
        $@"(?<![\w.-]|(?<!/)/|(database|dbname|catalog|user|user ?id|user ?name|uid|schema)\s*=\s*){Regex.Escape(host)}(?![\w-]|\.\w)", RegexOptions.IgnoreCase);

    /// <summary>A secret by the parameter's name: one of the manifest, or one that only the store knows.</summary>
    public Resolved Secret(string parameter)
    {
        if (manifest.Find(parameter) is not ParameterResource resource) return new(secrets.Take(parameter, null), []);
        // Also one that is put together of others, or made by a rule.
        if ((resource.IsSecret || resource.Inputs.All(input => input.Generate is not null)) && Property(resource, ["value"], $"{{{parameter}.value}}", resource.Mark) is { Value.HasSecret: true } kept) return kept;
        return Fault("secret.in-plain", $"The settings take {parameter} for a secret, and the manifest does not: AddParameter(\"{parameter}\", secret: true), or, in the settings, the name of another secret.", resource.Mark);
    }

    private Resolved Placeholder(PlaceholderPart placeholder, SourceMark mark)
    {
        if (manifest.Find(placeholder.Resource) is { } resource) return Property(resource, placeholder.Path, placeholder.ToString(), mark);
        if (placeholder.Resource.Length == 0)
            return Unknown($"{placeholder} is known to a deployment by azd alone: in the settings, give the variable another value (`resources.NAME.environment`).", mark);
        var near = NearestNames.Of(placeholder.Resource, manifest.Resources.Select(other => other.Name));
        return Fault("expression.unknown", $"{placeholder}: the manifest has no resource {placeholder.Resource}{(near.Count == 0 ? "" : $" (is {string.Join(" or ", near)} meant?)")}. " +
            $"If the AppHost excludes it from the manifest, say in the settings where it is: `resources.{placeholder.Resource}.external.host: HOST`.", mark, "resources", placeholder.Resource);
    }

    private Resolved Property(AspireResource resource, IReadOnlyList<string> path, string placeholder, SourceMark mark)
    {
        var property = $"{resource.Name}.{string.Join('.', path)}";
        if (known.TryGetValue(property, out var found)) return found;
        var at = open.FindIndex(other => string.Equals(other, property, StringComparison.OrdinalIgnoreCase));
        if (at >= 0) return Cycle(open[at..], mark);
        if (open.Count == DeepestReference) return Fault("reference.deep", $"{property} lies more than {DeepestReference} references deep.", mark);
        open.Add(property);
        var resolved = Compute(resource, [.. path], placeholder, mark);
        open.RemoveAt(open.Count - 1);
        if (resolved.Length > LongestValue) resolved = Fault("value.long", $"{property} is longer than {LongestValue} characters, which no process takes.", mark);
        return known[property] = resolved;
    }

    // Begun with the name that comes first, so that one circle is told once wherever it is entered.
    private Resolved Cycle(List<string> circle, SourceMark mark)
    {
        var first = circle.IndexOf(circle.Min(StringComparer.Ordinal)!);
        string[] turned = [.. circle.Skip(first), .. circle.Take(first), circle[first]];
        return Fault("reference.cycle", $"References go in a circle: {string.Join(" -> ", turned)}.", mark);
    }

    private Resolved Compute(AspireResource resource, string[] path, string placeholder, SourceMark mark) => path switch
    {
        ["connectionString"] => ConnectionString(resource, placeholder, mark),
        ["value"] when resource is ParameterResource parameter => Parameter(parameter, parameter.Value),
        ["value"] when resource is AnnotatedResource annotated => Annotated(annotated),
        ["value"] when resource is ValueResource => ConnectionString(resource, placeholder, mark),
        ["inputs", var input] => Input(resource, input, placeholder, mark),
        ["bindings", var binding, var property] => locations.Property(resource, binding, property, placeholder, mark) ?? Resolved.Empty,
        // `output` is how CloudFormation's are called.
        ["outputs" or "output", .. var output] when output.Length > 0 && (path[0] == "outputs" || resource is ForeignResource) => Output(resource, string.Join('.', output), placeholder, mark),
        ["secretOutputs" or "secrets", .. var secret] when secret.Length > 0 => new(secrets.Take($"{resource.Name}.{string.Join('.', secret)}", null), [new Use(resource.Name, null)]),
        _ => Unknown($"{placeholder} is not known: {resource.Name} is {resource.Type}.", mark),
    };

    private Resolved ConnectionString(AspireResource resource, string placeholder, SourceMark mark)
    {
        if (settings.Of(resource.Name).External?.ConnectionString is { } secret) return new(secrets.Take(secret, null), UsesOf(resource));
        if (resource.ConnectionString is { } expression) return resource is ParameterResource own ? Parameter(own, expression) : Of(expression);
        return resource switch
        {
            ParameterResource parameter => Parameter(parameter, parameter.Value),
            ForeignResource => new(secrets.Take($"{resource.Name}.connectionString", null), [new Use(resource.Name, null)]),
            _ => Unknown($"{placeholder}: {resource.Name} has no connection string.", mark),
        };
    }

    private Resolved Parameter(ParameterResource parameter, Expression expression)
    {
        var resolved = Of(expression);
        return parameter.IsSecret && resolved is { Value.HasSecret: false, Length: > 0 }
            ? Fault("secret.in-plain", $"{parameter.Name} is a secret, and its value stands in the manifest: let it be {{{parameter.Name}.inputs.value}}, and give it where secrets are kept.", parameter.Mark)
            : resolved;
    }

    private static IReadOnlyList<Use> UsesOf(AspireResource resource) =>
        resource is ProgramResource { Bindings.Count: > 0 } program ? [new Use(program.Name, program.Bindings[0].Name)] : [new Use(resource.Name, null)];

    private Resolved Annotated(AnnotatedResource annotated)
    {
        var inner = Of(annotated.Value);
        if (annotated.Filter != "uri") return Unknown($"{annotated.Name} has filter {annotated.Filter}, which is not known: there is only uri.", annotated.Mark);
        return Resolved.Join(inner.Value.Parts.Select(part => new Resolved(
            part is SecretPart secret ? secrets.TakeEncoded(secret.Key, annotated.Name) : Value.Of(Uri.EscapeDataString(((TextPart)part).Text)), inner.Uses)));
    }

    private Resolved Input(AspireResource resource, string name, string placeholder, SourceMark mark)
    {
        IReadOnlyList<ParameterInput> inputs = resource switch { ParameterResource parameter => parameter.Inputs, ProgramResource program => program.Inputs, _ => [] };
        if (inputs.FirstOrDefault(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } input)
            return resource is ForeignResource ? new(secrets.Take($"{resource.Name}.{name}", null), []) : Unknown($"{placeholder}: {resource.Name} has no input {name}.", mark);
        var given = resource is ParameterResource && name == "value" ? resource.Name : $"{resource.Name}.{name}";
        var text = settings.Parameters.FirstOrDefault(pair => string.Equals(pair.Key, given, StringComparison.OrdinalIgnoreCase)).Value;
        if (input.IsSecret && text is not null)
            faults.Add("secret.in-plain", $"{given} is a secret: take `parameters.{given}` out of the settings and give it where secrets are kept.", mark);
        if (input.IsSecret || (text is null && input.Generate is not null)) return new(secrets.Take(given, input.Default), []);
        if ((text ?? input.Default) is { } value) return Resolved.Of(value);
        return Fault("parameter.missing", $"Parameter {given} has no value: in the settings, set `parameters.{given}: VALUE`.", mark, "parameters", given);
    }

    private Resolved Output(AspireResource resource, string output, string placeholder, SourceMark mark)
    {
        var outputs = settings.Of(resource.Name).Outputs;
        var text = outputs.TryGetValue(output, out var exact) ? exact : outputs.FirstOrDefault(pair => string.Equals(pair.Key, output, StringComparison.OrdinalIgnoreCase)).Value;
        if (text is not null) return Resolved.Of(text, new Use(resource.Name, null));
        return Fault("value.missing", $"{placeholder} is not known before {resource.Name} is made: in the settings, set `resources.{resource.Name}.outputs.{output}: VALUE`.", mark, "resources", resource.Name, "outputs", output);
    }

    private Resolved Unknown(string message, SourceMark mark) => Fault("expression.unknown", message, mark);

    private Resolved Fault(string code, string message, SourceMark mark, params ReadOnlySpan<string> lacks)
    {
        faults.Add(code, message, mark, lacks);
        return Resolved.Empty;
    }
}
