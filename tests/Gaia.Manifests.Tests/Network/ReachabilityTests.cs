using System.Net;
using Gaia.Manifests.Network.Simulation;
using static Gaia.Manifests.Tests.Network.PolicyTexts;

namespace Gaia.Manifests.Tests.Network;

/// <summary>What Kubernetes documents of NetworkPolicies, case by case.</summary>
public sealed class ReachabilityTests
{
    private static readonly Pod Api = Pod("api");
    private static readonly Pod Web = Pod("web");
    private static readonly OutsideAddress Far = new(IPAddress.Parse("203.0.113.9"));

    [Fact]
    public void Without_policies_everything_is_open() => Assert.True(new Reachability([]).MayReach(Web, Api, 80).IsAllowed);

    [Fact]
    public void Selecting_a_pod_isolates_it_and_no_other()
    {
        var network = Policy("podSelector: {matchLabels: {app: api}}");
        Assert.False(network.MayReach(Web, Api, 80).IsAllowed);
        Assert.True(network.MayReach(Api, Web, 80).IsAllowed);
        Assert.True(network.MayReach(Web, Api with { Namespace = "other" }, 80).IsAllowed);
    }

    [Fact]
    public void Types_are_Ingress_by_default_and_Egress_only_with_rules()
    {
        Assert.True(Policy("podSelector: {}\negress: []").MayReach(Api, Far, 80).IsAllowed);
        Assert.False(Policy("podSelector: {}\negress: []\npolicyTypes: [Ingress, Egress]").MayReach(Api, Far, 80).IsAllowed);
        var both = Policy("podSelector: {}\negress: [{ports: [{port: 443}]}]");
        Assert.True(both.MayReach(Api, Far, 443).IsAllowed);
        Assert.False(both.MayReach(Api, Far, 80).IsAllowed);
        Assert.False(both.MayReach(Far, Api, 80).IsAllowed);
    }

    [Fact]
    public void Rules_of_a_direction_that_is_not_a_type_do_nothing() =>
        Assert.False(Policy("podSelector: {}\npolicyTypes: [Ingress]\negress: [{}]").MayReach(Far, Api, 80).IsAllowed);

    [Fact]
    public void An_empty_rule_allows_all_and_an_empty_list_none()
    {
        Assert.True(Policy("podSelector: {}\ningress: [{}]").MayReach(Far, Api, 80).IsAllowed);
        Assert.False(Policy("podSelector: {}\ningress: []").MayReach(Far, Api, 80).IsAllowed);
        Assert.True(Policy("podSelector: {}\ningress: [{from: [], ports: []}]").MayReach(Far, Api, 80, "UDP").IsAllowed);
        Assert.True(Policy("podSelector: {}\ningress: [{from: null}]").MayReach(Far, Api, 80).IsAllowed);
    }

    [Fact]
    public void Policies_add_up()
    {
        var network = new Reachability(Parsed("""
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: deny}
            spec: {podSelector: {}, policyTypes: [Ingress]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web}
            spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: job}
            spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: job}}}]}]}
            """));
        Assert.Equal("no policy isolates shop/web for egress; policy web of shop allows ingress from shop/web at 80/TCP", network.MayReach(Web, Api, 80).Reason);
        Assert.True(network.MayReach(Pod("job"), Api, 80).IsAllowed);
        Assert.Equal(new Verdict(false, "shop/api is isolated for ingress by policies deny, web, job, and none allows 80/TCP from shop/other"), network.MayReach(Pod("other"), Api, 80));
    }

    [Fact]
    public void Both_ends_have_to_agree()
    {
        var network = new Reachability(Parsed("""
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web}
            spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 80}, {port: 81}]}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: api}
            spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]}
            """));
        Assert.True(network.MayReach(Web, Api, 80).IsAllowed);
        Assert.False(network.MayReach(Web, Api, 81).IsAllowed);
        Assert.False(network.MayReach(Web, Pod("db"), 80).IsAllowed);
    }

    [Fact]
    public void Both_selectors_in_one_peer_have_to_hold_and_in_two_either()
    {
        var one = Policy("""
            podSelector: {}
            ingress:
            - from:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}
                podSelector: {matchLabels: {app: web}}
            """);
        Assert.True(one.MayReach(Pod("web", "edge"), Api, 80).IsAllowed);
        Assert.False(one.MayReach(Pod("job", "edge"), Api, 80).IsAllowed);
        Assert.False(one.MayReach(Web, Api, 80).IsAllowed);
        var two = Policy("""
            podSelector: {}
            ingress:
            - from:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}
              - podSelector: {matchLabels: {app: web}}
            """);
        Assert.True(two.MayReach(Pod("job", "edge"), Api, 80).IsAllowed);
        Assert.True(two.MayReach(Web, Api, 80).IsAllowed);
        Assert.False(two.MayReach(Pod("web", "other"), Api, 80).IsAllowed);
    }

    [Fact]
    public void Empty_selectors_mean_all_pods_of_the_namespace_or_all_namespaces_and_never_addresses()
    {
        var pods = Policy("podSelector: {}\ningress: [{from: [{podSelector: {}}]}]");
        Assert.True(pods.MayReach(Web, Api, 80).IsAllowed);
        Assert.False(pods.MayReach(Pod("web", "other"), Api, 80).IsAllowed);
        var everywhere = Policy("podSelector: {}\ningress: [{from: [{namespaceSelector: {}}]}]");
        Assert.True(everywhere.MayReach(Pod("web", "other"), Api, 80).IsAllowed);
        Assert.False(everywhere.MayReach(Far, Api, 80).IsAllowed);
    }

    [Theory]
    [InlineData("{key: tier, operator: In, values: [front, back]}", "front", true)]
    [InlineData("{key: tier, operator: In, values: [front, back]}", "mid", false)]
    [InlineData("{key: tier, operator: In, values: [front]}", null, false)]
    [InlineData("{key: tier, operator: NotIn, values: [front]}", "front", false)]
    [InlineData("{key: tier, operator: NotIn, values: [front]}", "back", true)]
    [InlineData("{key: tier, operator: NotIn, values: [front]}", null, true)]
    [InlineData("{key: tier, operator: Exists}", "x", true)]
    [InlineData("{key: tier, operator: Exists}", null, false)]
    [InlineData("{key: tier, operator: DoesNotExist}", null, true)]
    [InlineData("{key: tier, operator: DoesNotExist}", "x", false)]
    public void Expressions_hold_as_documented(string expression, string? tier, bool holds)
    {
        var network = Policy($"podSelector: {{}}\ningress: [{{from: [{{podSelector: {{matchExpressions: [{expression}]}}}}]}}]");
        Assert.Equal(holds, network.MayReach(tier is null ? Web : Pod("web", "shop", ("tier", tier)), Api, 80).IsAllowed);
    }

    [Fact]
    public void Labels_and_expressions_of_one_selector_all_have_to_hold()
    {
        var network = Policy("podSelector: {}\ningress: [{from: [{podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]}}]}]");
        Assert.True(network.MayReach(Pod("web", "shop", ("tier", "a")), Api, 80).IsAllowed);
        Assert.False(network.MayReach(Web, Api, 80).IsAllowed);
        Assert.False(network.MayReach(Pod("job", "shop", ("tier", "a")), Api, 80).IsAllowed);
    }

    [Fact]
    public void Ports_have_a_protocol_which_is_TCP_by_default()
    {
        var network = Policy("podSelector: {}\ningress: [{ports: [{port: 53}, {protocol: UDP}]}]");
        Assert.True(network.MayReach(Web, Api, 53).IsAllowed);
        Assert.False(network.MayReach(Web, Api, 54).IsAllowed);
        Assert.True(network.MayReach(Web, Api, 9, "UDP").IsAllowed);
        Assert.False(network.MayReach(Web, Api, 53, "SCTP").IsAllowed);
    }

    [Theory]
    [InlineData(31999, false)]
    [InlineData(32000, true)]
    [InlineData(32768, true)]
    [InlineData(32769, false)]
    public void A_range_of_ports_holds_both_its_ends(int port, bool holds) =>
        Assert.Equal(holds, Policy("podSelector: {}\ningress: [{ports: [{port: 32000, endPort: 32768}]}]").MayReach(Web, Api, port).IsAllowed);

    [Fact]
    public void A_named_port_is_the_answering_pods_in_both_directions()
    {
        var api = Api with { Ports = [new("http", 8080), new("http", 8080, "UDP"), new("admin", 9000)] };
        var ingress = Policy("podSelector: {}\ningress: [{ports: [{port: http}]}]");
        Assert.True(ingress.MayReach(Web, api, 8080).IsAllowed);
        Assert.False(ingress.MayReach(Web, api, 9000).IsAllowed);
        Assert.False(ingress.MayReach(Web, api, 8080, "UDP").IsAllowed);
        Assert.False(ingress.MayReach(Web, Api, 8080).IsAllowed);
        var egress = Policy("podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{ports: [{port: http}]}]");
        Assert.True(egress.MayReach(Web, api, 8080).IsAllowed);
        Assert.False(egress.MayReach(Web, Far, 8080).IsAllowed);
    }

    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("203.0.113.17", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("2001:db8::1", false)]
    public void A_range_of_addresses_holds_except_its_holes(string address, bool holds) => Assert.Equal(holds,
        Policy("podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 203.0.113.5/24, except: [203.0.113.16/28]}}]}]").MayReach(new OutsideAddress(IPAddress.Parse(address)), Api, 80).IsAllowed);

    [Fact]
    public void A_range_holds_for_a_pod_only_by_its_address()
    {
        var network = Policy("podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
        Assert.False(network.MayReach(Web, Api, 80).IsAllowed);
        Assert.True(network.MayReach(Web with { Address = IPAddress.Parse("10.1.2.3") }, Api, 80).IsAllowed);
    }

    [Fact]
    public void A_pod_always_reaches_itself_and_not_its_twin()
    {
        var network = Policy("podSelector: {}\npolicyTypes: [Ingress, Egress]");
        Assert.True(network.MayReach(Api, Api, 80).IsAllowed);
        Assert.False(network.MayReach(Api, Api with { Name = "api-2" }, 80).IsAllowed);
    }

    [Fact]
    public void Labels_of_namespaces_count()
    {
        var network = new Reachability(Parsed("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: edge, labels: {team: net}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p}
            spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: net}}}]}]}
            """), new Dictionary<string, IReadOnlyDictionary<string, string>> { ["ops"] = new Dictionary<string, string> { ["team"] = "net" } });
        Assert.True(network.MayReach(Pod("x", "edge"), Api, 80).IsAllowed);
        Assert.True(network.MayReach(Pod("x", "ops"), Api, 80).IsAllowed);
        Assert.False(network.MayReach(Pod("x", "other"), Api, 80).IsAllowed);
    }

    [Theory]
    [InlineData("podSelector: {}\ningress: [{from: [{}]}]", "names neither pods nor namespaces nor an ipBlock")]
    [InlineData("podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]", "both `ipBlock` and a selector")]
    [InlineData("podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0}}]}]", "not a range of addresses")]
    [InlineData("podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]", "not a range of addresses")]
    [InlineData("podSelector: {}\ningress: [{form: []}]", "`form`, which the simulator does not know")]
    [InlineData("podSelector: {}\ningress: [{to: []}]", "`to`, which the simulator does not know")]
    [InlineData("podSelector: {}\ningress: [{ports: [{port: http, endPort: 90}]}]", "`endPort` needs a number")]
    [InlineData("podSelector: {}\ningress: [{ports: [{port: 70000}]}]", "not a port")]
    [InlineData("podSelector: {app: api}", "`app`, which the simulator does not know")]
    [InlineData("podSelector: {matchExpressions: [{key: a, operator: Has}]}", "not an operator")]
    [InlineData("podSelector: {matchExpressions: [{key: a, operator: In}]}", "needs `values`")]
    [InlineData("podSelector: []", "is a list, not a map")]
    public void What_the_API_server_would_refuse_is_refused(string spec, string reason)
    {
        var fault = Assert.Throws<ManifestException>(() => Policy(spec));
        Assert.Equal("policy.invalid", fault.Code);
        Assert.StartsWith("NetworkPolicy shop/p: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
