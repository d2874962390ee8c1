using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>An Aspire manifest's JSON to its resources. Nothing is resolved; every wrong shape is told at once.</summary>
public static class AspireReader
{
    /// <param name="file">The path that faults name.</param>
    /// <exception cref="Gaia.Documents.DocumentException">`json.*`: it is not JSON.</exception>
    /// <exception cref="ManifestFaultsException">It is not a manifest.</exception>
    public static AspireManifest Read(string text, string file)
    {
        var (root, faults) = (JsonReader.ReadMarked(text, file), new FaultList());
        if ((root as MapNode)?["resources"] is not MapNode resources)
        {
            faults.Add("manifest.shape", "It is not an Aspire manifest: that is an object with an object `resources`.", root.Mark);
            resources = MapNode.Empty;
        }

        RefuseTwins(resources, faults);
        var expressions = new ExpressionParser(resources.Select(entry => entry.Key));
        var read = new List<AspireResource>();
        foreach (var (name, node) in resources)
            if (node is MapNode map)
                read.Add(Resource(name, new ResourceFields(name, map, expressions, faults)));
            else
                faults.Add("manifest.shape", $"{name} is not an object.", node.Mark);
        faults.ThrowIfAny();
        return new AspireManifest(file, read);
    }

    private static void RefuseTwins(MapNode resources, FaultList faults)
    {
        foreach (var twins in resources.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Where(twins => twins.Count() > 1))
            faults.Add("manifest.duplicate", $"Resources {string.Join(" and ", twins.Select(twin => twin.Key))} differ by case alone: Aspire takes them for one.", twins.Last().Value.Mark);
    }

    private static AspireResource Resource(string name, ResourceFields fields)
    {
        // "error": "This resource does not support generation in the manifest."
        if (!fields.Has("type") && fields.Text("error") is { } error) return new ForeignResource(name, "", $"Aspire says of it: {error.TrimEnd('.')}", fields.Mark);
        var type = fields.RequiredText("type");
        // It groups resources for people, and means nothing to a value.
        if (type == "value.v0") fields.Raw("parent");
        AspireResource resource = type switch
        {
            "project.v0" or "project.v1" or "project.v2" or "container.v0" or "container.v1" or "container.v2" or "dockerfile.v0" => ProgramReader.Read(name, type, fields),
            "value.v0" => new ValueResource(name, type, fields.Mark) { ConnectionString = fields.Has("value") && !fields.Has("connectionString") ? fields.Expression("value") : fields.RequiredExpression("connectionString") },
            "parameter.v0" => ParameterReader.Read(name, type, fields),
            "annotated.string" => new AnnotatedResource(name, type, fields.RequiredExpression("value"), fields.RequiredText("filter"), fields.Mark),
            "dapr.v0" => DaprReader.Sidecar(name, type, fields),
            "dapr.component.v0" => DaprReader.Component(name, type, fields),
            _ when fields.Text("parent") is { } parent && PreviewTypes.Database(name, type, parent) is { } database => new ValueResource(name, type, fields.Mark) { ConnectionString = fields.Written("parent", database) },
            _ => ForeignReader.Read(name, type, fields),
        };
        // What a foreign resource has beside these is for its own cloud, and the whole of it is listed.
        return resource is ForeignResource ? resource : resource with
        {
            Notes = [.. resource.Notes, .. fields.Unread.Select(key => new AspireNote(key, $"`{key}` is not known of {type} and not used", IsLoss: true))],
        };
    }
}
