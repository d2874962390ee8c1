using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class PortTests
{
    [Fact]
    public void Http_and_https_of_a_project_are_one_port_that_is_external_if_either_is()
    {
        var model = Build(Project("""
            "http": {"scheme": "http", "protocol": "tcp", "transport": "http2"}, "https": {"scheme": "https", "protocol": "tcp", "transport": "http2", "external": true}
            """));
        var port = Assert.Single(model.Workload("api").Ports);
        Assert.Equal(("http", 8080, 8080, "TCP", "http2", true), (port.Name, port.Port, port.TargetPort, port.Protocol, port.AppProtocol, port.IsExternal));
        var note = Assert.Single(model.NotPublished);
        Assert.Equal(("api.bindings.https", false, "It has no certificate in the cluster: it is answered at http://api:8080"), (note.Resource, note.IsLoss, note.Reason));
    }

    [Fact]
    public void Ports_are_ordered_and_named_as_Kubernetes_takes_them() => Assert.Equal(
        ["http:8080>8080", "orleans-si-d7ba:8000>8000", "p-7777-tcp:7777>7777", "queue:977>8002"],
        Build(Project("""
            "http": {"scheme": "http", "protocol": "tcp", "transport": "http"}, "ORLEANS-SILO-GATE": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 8000},
            "queue": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 977, "targetPort": 8002}, "Queue_": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 7777}
            """)).Workload("api").Ports.Select(port => $"{port.Name}:{port.Port}>{port.TargetPort}"));

    [Fact]
    public void Tcp_and_udp_of_one_number_go_side_by_side() => Assert.Equal(["TCP", "UDP"], Build(Container("""
        "a": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 53}, "b": {"scheme": "udp", "protocol": "udp", "transport": "tcp", "targetPort": 53}
        """)).Workload("api").Ports.Select(port => port.Protocol));

    [Fact]
    public void One_port_to_two_targets_is_refused_by_both_names()
    {
        var fault = Assert.Single(Faults(Container("""
            "a": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 1, "targetPort": 2}, "b": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 1, "targetPort": 3}
            """)));
        Assert.Equal(("port.clash", "api.bindings.a and api.bindings.b are both port 1 and go to 2 and 3: give one of them another port."), (fault.Code, fault.Message));
    }

    [Fact]
    public void A_container_without_a_target_port_is_refused() =>
        Assert.Equal("port.missing", Assert.Single(Faults(Container("""
            "a": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp"}
            """))).Code);

    [Fact]
    public void An_external_port_that_is_not_http_is_listed_unless_the_settings_open_it()
    {
        var resources = Container("""
            "a": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 53, "external": true}
            """);
        Assert.True(Assert.Single(Listed(resources)).IsLoss);
        Assert.Empty(Listed(resources, new() { ServiceType = "LoadBalancer" }));
        // A setting of jobs would have no effect.
        var job = Assert.Single(Listed(resources, new() { Kind = "job" }));
        Assert.False(job.IsLoss);
        Assert.DoesNotContain("serviceType", job.Reason);
        Assert.DoesNotContain("hosts", Assert.Single(Listed(resources.Replace("\"scheme\": \"tcp\"", "\"scheme\": \"http\""), new() { Kind = "job" })).Reason);

        static IEnumerable<NotPublished> Listed(string resources, WorkloadSettings? own = null) =>
            KubernetesObjects.Lacking(Build(resources, own is null ? null : With("api", own))).Where(note => note.Resource.Contains("bindings", StringComparison.Ordinal));
    }

    private static string Project(string bindings) => """{"api": {"type": "project.v0", "path": "a.csproj", "bindings": {BINDINGS}}}""".Replace("BINDINGS", bindings);

    private static string Container(string bindings) => """{"api": {"type": "container.v0", "image": "x", "bindings": {BINDINGS}}}""".Replace("BINDINGS", bindings);
}
