using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

public sealed class SettingsPropertyTests
{
    /// <summary>A key under a resource, with a value that it does not take.</summary>
    private static readonly string[] Bad =
    [
        "image: api", "image: api@sha256:abc", "image: 'a b:1'", "kind: daemonset", "replicas: -1", "replicas: many", "requests: { cpu: 1 core }", "requests: { cpu: 0 }",
        "requests: { memory: 512m }", "requests: { memory: -1Gi }", "limits: { memory: 1GB }", "limits: { disk: 1Gi }", "scaling: { min: 3, max: 2 }", "scaling: fast",
        "hosts: [a_b.example]", "hosts: [A.example]", "hosts: ['a.example:443']", "hosts: [-a.example]", "hosts: one.example", "paths: [v1]", "paths: []", "probes: { ready: health }",
        "probes: { startLimit: 0 }", "user: 0", "user: root", "writable: [var/cache]", "writable: [/var/../etc]", "configMaps: { etc: a }", "configMaps: { /etc/a: A_b }", "readOnlyRoot: 'no'", "environment: { A: 1 }", "environment: { 'A B': x }",
        "secretEnvironment: [A]", "external: { host: 'https://db' }", "external: { port: 0 }", "external: { port: 65536 }", "external: { cidrs: [10.0.0.0] }", "egress: [{ cidr: 10.0.0.0/99 }]",
        "egress: [{}]", "accountAnnotations: { -a: b }", "account: My_Account", "mountsToken: 1", "nodeSelector: { pool: a b }", "nodeSelector: { a/b/c: d }",
        "tolerations: [{ key: a, effect: Never }]", "gracePeriod: -5", "gracePeriod: 30s", "metrics: { path: /m }", "metrics: { port: http, interval: often }", "serviceType: ClusterIP",
        "notSecret: [A, A]", "outputs: { a: 1.5 }", "daprType: redis", "unheard: of",
    ];

    private static readonly string[] Good =
    [
        "replicas: 3", "requests: { cpu: 250m, memory: 64Mi }", "limits: { memory: 1.5Gi }", "hosts: [a.example, '*.b.example']", "environment: { A: x, B: '' }", "environment: { A: null, C: z }",
        "probes: { ready: /health }", "gracePeriod: 10", "writable: [/var/cache, /var/.hidden]", "egress: [{ cidr: '::/0', ports: [443] }]", "tolerations: []", "user: null", "annotations: { a.b/c: d }", "{}",
    ];

    private static readonly Gen<string[]> GoodResources = Gen.Int[0, Good.Length - 1].Select(i => Good[i]).Array[1, 6];

    [Fact]
    public void Every_bad_value_is_named_with_its_line() => Gen.Int[0, Bad.Length - 1].Select(i => Bad[i]).Array[1, 12].Sample(values =>
    {
        // One resource for each: resource r0 at line 3, its value at line 4, and so on; every second one in an environment.
        var lines = new List<string> { "app: a", "resources:" };
        var expected = new List<int>();
        foreach (var (i, value) in values.Index())
        {
            lines.Add($"  r{i}:");
            lines.Add($"    {value}");
            expected.Add(lines.Count);
        }

        lines.AddRange(["environments:", "  dev:", "    resources:"]);
        foreach (var (i, value) in values.Index())
        {
            lines.Add($"      e{i}:");
            lines.Add($"        {value}");
            expected.Add(lines.Count);
        }

        var faults = SettingsText.Faults(string.Join('\n', lines));
        Assert.Equal(expected, faults.Select(fault => fault.Mark.Line).Distinct());
        Assert.All(faults, fault => Assert.True(fault.Mark is { File: SettingsText.File, Column: > 4 }, fault.Describe()));
        Assert.All(faults, fault => Assert.Matches("^(environments[.]dev[.])?resources[.][re][0-9]+", fault.Message));
    }, iter: 200);

    [Fact]
    public void Merging_gives_the_same_each_time_and_needs_nothing_of_the_order() => Gen.Select(GoodResources, GoodResources).Sample((below, above) =>
    {
        var text = $"app: a\nresources:\n{Entries("  ", below)}\nenvironments:\n  dev:\n    resources:\n{Entries("      ", above)}";
        var turned = $"environments:\n  dev:\n    resources:\n{Entries("      ", above)}\nresources:\n{Entries("  ", below)}\napp: a";
        var level = SettingsText.Read(text).Level("dev");
        Assert.Equal(NodeYaml.Write(level), NodeYaml.Write(SettingsText.Read(text).Level("dev")));
        Assert.Equal(NodeYaml.Write(level), NodeYaml.Write(SettingsText.Read(turned).Level("dev")));
        Assert.True(level.Equals(SettingsMerge.Over(level, MapNode.Empty)));
        Assert.True(level.Equals(SettingsText.Read(NodeYaml.Write(level)).Level("base")));
        Assert.DoesNotContain("null", NodeYaml.Write(level), StringComparison.Ordinal);
    }, iter: 200);

    [Fact]
    public void An_environment_wins_wherever_it_says_something() => Gen.Select(GoodResources, GoodResources).Sample((below, above) =>
    {
        var level = SettingsText.Read($"app: a\nresources:\n{Entries("  ", below)}\nenvironments:\n  dev:\n    resources:\n{Entries("      ", above)}").Level("dev");
        foreach (var (i, value) in above.Index())
            Assert.True(Holds(level.At("resources", $"r{i}")!, YamlReader.Read(value)), $"{NodeYaml.Write(level)}\nhas not {value} in r{i}");
    }, iter: 200);

    private static bool Holds(Node whole, Node part) => part is MapNode map
        ? map.All(entry => entry.Value is NullNode ? (whole as MapNode)?[entry.Key] is null : (whole as MapNode)?[entry.Key] is { } value && Holds(value, entry.Value))
        : whole.Equals(part);

    private static string Entries(string indent, string[] values) => string.Join('\n', values.Select((value, i) => $"{indent}r{i}:\n{indent}  {value}"));
}
