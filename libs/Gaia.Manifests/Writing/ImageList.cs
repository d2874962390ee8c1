using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>`images.json`: what has to be built and pushed before the manifests can be used, in any of the environments.</summary>
public static class ImageList
{
    public const string FileName = "images.json";

    public static OutputFile? Write(Published published)
    {
        var builds = published.All.SelectMany(environment => environment.Model.Builds).DistinctBy(build => (build.Workload, build.Image)).ToList();
        return builds.Count == 0 ? null : new(FileName, NodeJson.Write(Fields.List(builds.Select(ToNode)), escapeHtml: false) + "\n");
    }

    private static Node ToNode(ImageBuild build) => Fields.Map(
        ("workload", build.Workload), ("image", build.Image), ("project", build.Project), ("context", build.Context),
        ("dockerfile", build.Dockerfile), ("stage", build.Stage), ("args", Fields.Map(build.Args).Some()));
}
