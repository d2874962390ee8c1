using System.Net;
using Gaia.Manifests.Network.Simulation;
using static Gaia.Manifests.Tests.Network.PolicyTexts;

namespace Gaia.Manifests.Tests.Network;

/// <summary>What Istio documents of AuthorizationPolicy and PeerAuthentication, case by case.</summary>
public sealed class MeshReachabilityTests
{
    private static readonly Pod Api = Pod("api");
    private static readonly Pod Web = Pod("web");

    [Fact]
    public void Without_policies_everything_is_open() => Assert.True(new MeshReachability([]).MayReach(Web, Api, 80).IsAllowed);

    [Fact]
    public void An_empty_policy_allows_nothing_and_an_empty_rule_everything()
    {
        Assert.False(Authorization("{}").MayReach(Web, Api, 80).IsAllowed);
        Assert.True(Authorization("rules: [{}]").MayReach(Web, Api, 80).IsAllowed);
        Assert.True(Authorization("action: DENY").MayReach(Web, Api, 80).IsAllowed);
        Assert.False(Authorization("action: DENY\nrules: [{}]").MayReach(Web, Api, 80).IsAllowed);
    }

    [Fact]
    public void Source_and_operation_of_one_rule_both_have_to_hold()
    {
        var mesh = Authorization("rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}], to: [{operation: {ports: ['80']}}]}]");
        Assert.True(mesh.MayReach(Web, Api, 80).IsAllowed);
        Assert.False(mesh.MayReach(Web, Api, 81).IsAllowed);
        Assert.False(mesh.MayReach(Pod("job"), Api, 80).IsAllowed);
    }

    [Fact]
    public void Source_and_operation_of_two_rules_are_each_enough()
    {
        var mesh = Authorization("rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}, {to: [{operation: {ports: ['80']}}]}]");
        Assert.True(mesh.MayReach(Web, Api, 81).IsAllowed);
        Assert.True(mesh.MayReach(Pod("job"), Api, 80).IsAllowed);
        Assert.False(mesh.MayReach(Pod("job"), Api, 81).IsAllowed);
    }

    [Theory]
    [InlineData("principals: [cluster.local/ns/shop/*]", true)]
    [InlineData("principals: ['*/sa/web']", true)]
    [InlineData("principals: ['*']", true)]
    [InlineData("principals: [cluster.local/ns/shop/sa/we]", false)]
    [InlineData("namespaces: [shop]", true)]
    [InlineData("namespaces: [sho]", false)]
    [InlineData("notPrincipals: [cluster.local/ns/shop/sa/web]", false)]
    [InlineData("notNamespaces: [other]", true)]
    [InlineData("principals: ['*'], notNamespaces: [shop]", false)]
    [InlineData("ipBlocks: [10.0.0.0/8]", true)]
    [InlineData("ipBlocks: [10.1.2.3]", true)]
    [InlineData("notIpBlocks: [10.1.2.3]", false)]
    public void Sources_match_whole_by_prefix_or_by_suffix(string source, bool holds) => Assert.Equal(holds,
        Authorization($"rules: [{{from: [{{source: {{{source}}}}}]}}]").MayReach(Web with { Address = IPAddress.Parse("10.1.2.3") }, Api, 80).IsAllowed);

    [Fact]
    public void Who_has_no_certificate_is_no_principal_not_even_a_star() =>
        Assert.False(Authorization("rules: [{from: [{source: {principals: ['*']}}]}]").MayReach(Web with { IsMeshed = false }, Api, 80).IsAllowed);

    [Fact]
    public void What_denies_comes_first()
    {
        var mesh = new MeshReachability(Parsed("""
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: all}
            spec: {rules: [{}]}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: no-web}
            spec: {action: DENY, rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]}
            """));
        Assert.Equal(new Verdict(false, "policy no-web denies shop/web to shop/api at 80"), mesh.MayReach(Web, Api, 80));
        Assert.True(mesh.MayReach(Pod("job"), Api, 80).IsAllowed);
    }

    [Fact]
    public void A_selector_and_the_namespace_bound_a_policy_and_the_root_namespace_does_not()
    {
        var mesh = Authorization("selector: {matchLabels: {app: api}}");
        Assert.False(mesh.MayReach(Web, Api, 80).IsAllowed);
        Assert.True(mesh.MayReach(Api, Web, 80).IsAllowed);
        Assert.True(mesh.MayReach(Web, Api with { Namespace = "other" }, 80).IsAllowed);
        var root = new MeshReachability(Parsed("apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p, namespace: istio-system}\nspec: {}"));
        Assert.False(root.MayReach(Web, Api, 80).IsAllowed);
    }

    [Fact]
    public void Methods_and_paths_are_for_HTTP_alone()
    {
        var allows = Authorization("rules: [{to: [{operation: {ports: ['80'], methods: [GET], paths: [/metrics, /health*]}}]}]");
        Assert.True(allows.MayReach(Web, Api, 80, new("GET", "/health/live")).IsAllowed);
        Assert.False(allows.MayReach(Web, Api, 80, new("GET", "/metrics/x")).IsAllowed);
        Assert.False(allows.MayReach(Web, Api, 80, new("POST", "/metrics")).IsAllowed);
        Assert.False(allows.MayReach(Web, Api, 80).IsAllowed);
        var denies = Authorization("action: DENY\nrules: [{to: [{operation: {paths: [/admin]}}]}]");
        Assert.False(denies.MayReach(Web, Api, 80).IsAllowed);
        Assert.True(denies.MayReach(Web, Api, 80, new("GET", "/")).IsAllowed);
    }

    [Fact]
    public void Strict_takes_only_certificates_and_the_closest_decides()
    {
        var mesh = new MeshReachability(Parsed("""
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default}
            spec: {mtls: {mode: STRICT}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: api}
            spec: {selector: {matchLabels: {app: api}}, mtls: {mode: UNSET}, portLevelMtls: {9090: {mode: PERMISSIVE}}}
            """));
        var plain = Web with { IsMeshed = false };
        Assert.True(mesh.MayReach(Web, Api, 80).IsAllowed);
        Assert.Equal(new Verdict(false, "shop/web has no certificate of the mesh, and shop/api takes only mutual TLS at 80"), mesh.MayReach(plain, Api, 80));
        Assert.True(mesh.MayReach(plain, Api, 9090).IsAllowed);
        Assert.False(mesh.MayReach(plain, Pod("db"), 9090).IsAllowed);
        Assert.True(mesh.MayReach(plain, Api with { IsMeshed = false }, 80).IsAllowed);
    }

    [Theory]
    [InlineData("action: CUSTOM\nrules: [{}]", "CUSTOM")]
    [InlineData("rules: [{when: [{key: 'request.headers[x]', values: [a]}]}]", "`when`")]
    [InlineData("rules: [{from: [{source: {requestPrincipals: ['*']}}]}]", "`requestPrincipals`")]
    [InlineData("rules: [{to: [{operation: {hosts: [a]}}]}]", "`hosts`")]
    public void What_decides_and_is_not_known_is_refused(string spec, string named) =>
        Assert.Contains(named, Assert.Throws<ManifestException>(() => Authorization(spec)).Message, StringComparison.Ordinal);
}
