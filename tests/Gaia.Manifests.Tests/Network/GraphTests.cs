using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network.Graphs;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Network.NetworkModels;

namespace Gaia.Manifests.Tests.Network;

public sealed class GraphTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Mermaid_shows_workloads_what_is_outside_and_ports()
    {
        var model = App([Hosted("api", Port(8080, app: "http", external: true)), Workload("db", Port(5432)) with { Kind = WorkloadKind.StatefulSet }, Workload("migrate") with { Kind = WorkloadKind.Job }],
            [new("api", "db", 5432, "TCP"), new("migrate", "db", 5432, "TCP"), new("api", "redis", 6379, "TCP")], null, new ExternalService("redis", "redis.example.org", [6379], []));
        Assert.Equal("""
            flowchart LR
              n0["api"]
              n1[("db")]
              n2(["internet"])
              n3[["migrate"]]
              n4{{"namespace ingress-nginx"}}
              n5(["redis"])
              n0 -->|"5432"| n1
              n0 -->|"6379"| n5
              n2 -->|"443"| n4
              n3 -->|"5432"| n1
              n4 -->|"8080"| n0

            """, GraphMermaid.Write(model));
    }

    [Fact]
    public void What_every_workload_may_is_drawn_once()
    {
        var graph = NetworkGraph.Of(App([Workload("a"), Workload("b")], [], Defaults with { Telemetry = new(true, Dashboard: true) }));
        Assert.Equal([new("every workload", "otel-collector", "4317, 4318"), new("otel-collector", "aspire-dashboard", "18889")], graph.Edges);
    }

    [Fact]
    public void Mermaid_takes_text_as_text() =>
        Assert.Equal("flowchart LR\n  n0[\"a#34;]#60;b#62;\"]\n", GraphMermaid.Write(new NetworkGraph([new("a\"]<b>", GraphNodeKind.Service)], [])));

    [Fact]
    public void An_SVG_is_well_formed_whatever_the_names()
    {
        var graph = new NetworkGraph([new("a<b>&\"c\"\u0001", GraphNodeKind.Service), new("z", GraphNodeKind.Outside)], [new("a<b>&\"c\"\u0001", "z", "<1>")]);
        var texts = XDocument.Parse(GraphSvg.Write(graph)).Descendants(Svg + "text").Select(text => text.Value);
        Assert.Equal(["a<b>&\"c\" ", "z", "<1>"], texts);
    }

    [Fact]
    public void For_any_model_an_SVG_has_every_node_and_edge_once_and_its_boxes_and_ports_do_not_overlap() => Any.Sample(model =>
    {
        var graph = NetworkGraph.Of(model);
        var svg = XDocument.Parse(GraphSvg.Write(graph));
        Assert.Equal(graph.Nodes.Select(node => node.Name).Order(), svg.Descendants(Svg + "g").Select(box => box.Element(Svg + "text")!.Value).Order());
        Assert.Equal(graph.Edges.Count, svg.Descendants(Svg + "path").Count(path => path.Attribute("class")?.Value == "line"));
        Assert.Equal(graph.Edges.Select(edge => edge.Label).Order(), svg.Descendants(Svg + "text").Where(text => text.Attribute("class")?.Value == "port").Select(text => text.Value).Order());
        AssertApart([.. svg.Descendants(Svg + "g").Select(box => Box(box.Element(Svg + "rect")!))]);
        AssertApart([.. svg.Descendants(Svg + "text").Where(text => text.Attribute("class")?.Value == "port")
            .Select(text => (Number(text, "x"), Number(text, "y") - 11, Number(text, "x") + text.Value.Length * 6.6, Number(text, "y")))]);
    }, iter: 200);

    [Fact]
    public void Twenty_workloads_fit_on_a_screen_and_into_the_page()
    {
        var svg = XDocument.Parse(GraphSvg.Write(Twenty()));
        var (width, height) = (Number(svg.Root!, "width"), Number(svg.Root!, "height"));
        Assert.InRange(width, 400, 2000);
        Assert.InRange(height, 200, 1400);
        Assert.All(svg.Descendants(Svg + "rect"), rect => Assert.True(Box(rect) is var (left, top, right, bottom) && left >= 0 && top >= 0 && right <= width && bottom <= height));
    }

    [Fact]
    public void The_same_model_gives_the_same_picture() => Any.Sample(model => GraphSvg.Write(model) == GraphSvg.Write(model) && GraphMermaid.Write(model) == GraphMermaid.Write(model), iter: 20);

    [Fact]
    public void A_circle_and_a_reference_to_oneself_are_drawn()
    {
        var graph = new NetworkGraph([new("a", GraphNodeKind.Service), new("b", GraphNodeKind.Service)], [new("a", "a", "1"), new("a", "b", "2"), new("b", "a", "3")]);
        var svg = XDocument.Parse(GraphSvg.Write(graph));
        Assert.Single(svg.Descendants(Svg + "path"), path => path.Attribute("marker-start") is not null);
        Assert.Equal(3, svg.Descendants(Svg + "path").Count(path => path.Attribute("class")?.Value == "line"));
    }

    /// <summary>A shop as they are: gateways before services before stores.</summary>
    internal static AppModel Twenty()
    {
        Workload[] services = [.. Enumerable.Range(1, 10).Select(number => Workload($"service-{number:00}", Port(8080, app: "http")))];
        Workload[] stores = [.. Enumerable.Range(1, 6).Select(number => Workload($"store-{number}", Port(5432)) with { Kind = WorkloadKind.StatefulSet })];
        Workload[] edges = [Hosted("bff", Port(8080, app: "http", external: true)), Hosted("web", Port(8080, app: "http", external: true))];
        Workload[] jobs = [Workload("migrate") with { Kind = WorkloadKind.Job }, Workload("seed") with { Kind = WorkloadKind.Job }];
        var references = services.SelectMany((service, index) => new Reference[] { new("bff", service.Name, 8080, "TCP"), new(service.Name, stores[index % 6].Name, 5432, "TCP"), new(service.Name, stores[(index + 1) % 6].Name, 5432, "TCP") })
            .Append(new("web", "bff", 8080, "TCP")).Append(new("migrate", "store-1", 5432, "TCP")).Append(new("seed", "store-2", 5432, "TCP")).Append(new("service-03", "mail", 587, "TCP"));
        return App([.. edges, .. services, .. stores, .. jobs], [.. references], Defaults with { Telemetry = new TelemetrySettings() }, new ExternalService("mail", "smtp.example.org", [587], []));
    }

    private static void AssertApart(List<(double Left, double Top, double Right, double Bottom)> boxes)
    {
        foreach (var (index, one) in boxes.Index())
            Assert.DoesNotContain(boxes.Skip(index + 1), other => one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom);
    }

    private static (double Left, double Top, double Right, double Bottom) Box(XElement rect) =>
        (Number(rect, "x"), Number(rect, "y"), Number(rect, "x") + Number(rect, "width"), Number(rect, "y") + Number(rect, "height"));

    private static double Number(XElement element, string name) => element.Attribute(name) is { } value ? double.Parse(value.Value, CultureInfo.InvariantCulture) : 0;
}
