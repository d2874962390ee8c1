using Gaia.Manifests.Comparing;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Network;

/// <summary>Policies written as people write them.</summary>
internal static class PolicyTexts
{
    public static IReadOnlyList<KubernetesObject> Parsed(string yaml, string space = "shop") => FolderObjects.Read([("policies.yaml", yaml)], space);

    /// <param name="spec">Of one policy over the namespace `shop`.</param>
    public static Reachability Policy(string spec) => new(Parsed($"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: p}}\nspec:\n{Indented(spec)}"));

    /// <param name="spec">Of one AuthorizationPolicy over the namespace `shop`.</param>
    public static MeshReachability Authorization(string spec) => new(Parsed($"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{name: p}}\nspec:\n{Indented(spec)}"));

    public static Pod Pod(string name, string space = "shop", params (string Key, string Value)[] labels) =>
        new(name, space, labels.Append(("app", name)).ToDictionary(label => label.Item1, label => label.Item2)) { Account = name, IsMeshed = true };

    private static string Indented(string text) => string.Concat(text.Split('\n').Select(line => $"  {line}\n"));
}
