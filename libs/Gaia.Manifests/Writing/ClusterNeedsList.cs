using System.Text;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>`CLUSTER.md`: what has to be in the cluster before each environment is applied.</summary>
public static class ClusterNeedsList
{
    public const string FileName = "CLUSTER.md";

    public static OutputFile Write(Published published)
    {
        var text = new StringBuilder("# What the cluster has to have\nKubernetes 1.30 or later, and before the objects are applied:\n");
        foreach (var environment in published.Deployed)
        {
            text.Append($"\n## {environment.Name}\n");
            var needs = ClusterNeeds.Of(environment.Model, environment.Objects);
            if (needs.Count == 0) text.Append("Nothing else.\n");
            else text.Append("\n| kind | name | |\n|---|---|---|\n");
            foreach (var need in needs) text.Append($"| {need.Kind} | `{need.Name}` | {need.Reason.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return new(FileName, text.ToString());
    }
}
