using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>What the manifest refers to and does not have (ExcludeFromManifest), where the settings say what it is.</summary>
internal static class AbsentResources
{
    public static AspireManifest AddTo(AspireManifest manifest, EnvironmentSettings settings)
    {
        var absent = manifest.Resources.SelectMany(Expressions)
            .SelectMany(expression => expression.Parts.OfType<PlaceholderPart>().Select(part => (Name: part.Resource, expression.Mark)))
            .Where(asked => settings.Resources.ContainsKey(asked.Name) && manifest.Find(asked.Name) is null)
            .DistinctBy(asked => asked.Name, StringComparer.OrdinalIgnoreCase)
            .Select(asked => new ForeignResource(asked.Name, "absent", "The manifest refers to it and does not have it", asked.Mark));
        return manifest with { Resources = [.. manifest.Resources, .. absent] };
    }

    private static IEnumerable<Expression> Expressions(AspireResource resource)
    {
        IEnumerable<Expression?> own = resource switch
        {
            ProgramResource program => [program.Entrypoint, .. program.Args, .. program.Environment.Select(pair => pair.Value)],
            ParameterResource parameter => [parameter.Value],
            AnnotatedResource annotated => [annotated.Value],
            _ => [],
        };
        return own.Append(resource.ConnectionString).OfType<Expression>();
    }
}
