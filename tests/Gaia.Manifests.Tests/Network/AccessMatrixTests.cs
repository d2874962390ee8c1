using Gaia.Manifests.Network.Simulation;
using static Gaia.Manifests.Tests.Network.PolicyTexts;

namespace Gaia.Manifests.Tests.Network;

public sealed class AccessMatrixTests
{
    [Fact]
    public void Pods_are_those_of_the_templates_and_both_kinds_of_policies_decide()
    {
        var matrix = AccessMatrix.Of(Parsed("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec: {template: {metadata: {labels: {app.kubernetes.io/name: api}}, spec: {serviceAccountName: api, containers: [{name: api, ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}]}}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate-1234}
            spec: {template: {metadata: {labels: {app.kubernetes.io/name: migrate}}, spec: {serviceAccountName: migrate, containers: [{name: migrate}]}}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: api}
            spec: {podSelector: {matchLabels: {app.kubernetes.io/name: api}}, ingress: [{from: [{podSelector: {matchLabels: {app.kubernetes.io/name: migrate}}}]}]}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: api}
            spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/migrate]}}], to: [{operation: {ports: ["8080"]}}]}]}
            """));
        Assert.Equal([("api", "api", 8080), ("api", "api", 9090), ("migrate", "api", 8080), ("migrate", "api", 9090)], matrix.Entries.Select(entry => (entry.From, entry.To, entry.Port)).Order());
        var allowed = Assert.Single(matrix.Allowed);
        Assert.Equal(("migrate", "api", 8080), (allowed.From, allowed.To, allowed.Port));
    }
}
