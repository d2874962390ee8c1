using System.Globalization;
using System.Security;
using System.Text;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Network.Graphs;

/// <summary>The graph as one SVG file without script, fonts or references, drawn from left to right. The same model gives the same bytes.</summary>
public static class GraphSvg
{
    private const double Letter = 7.3;
    private const double Row = 20;
    private const double Gap = 18;
    private const double Edge = 24;

    public static string Write(AppModel model) => Write(NetworkGraph.Of(model));

    public static string Write(NetworkGraph graph)
    {
        var layout = new GraphLayers(graph);
        Measure(layout);
        var (width, height) = Arrange(layout);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\">\n");
        text.Append("<title>Who may talk to whom</title>\n").Append(Style);
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"paper\" width=\"{width:0}\" height=\"{height:0}\"/>\n");
        foreach (var route in layout.Routes) Line(text, route);
        foreach (var stop in layout.Layers.SelectMany(layer => layer).Where(stop => stop.Node is not null))
            Box(text, stop, graph.Edges.FirstOrDefault(edge => edge.From == stop.Name && edge.To == stop.Name));
        // Labels last: no line crosses them out.
        foreach (var route in layout.Routes) Label(text, route);
        return text.Append("</svg>\n").ToString();
    }

    private const string Style = """
        <style>
        text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#1f2937}
        .port{font-size:11px;fill:#374151;paint-order:stroke;stroke:#fff;stroke-width:4px}
        .paper{fill:#fff}
        .line{fill:none;stroke:#6b7280;stroke-width:1.2}
        .box{stroke-width:1.4}
        .service{fill:#eff6ff;stroke:#2563eb}
        .store{fill:#f0fdf4;stroke:#16a34a}
        .job{fill:#fefce8;stroke:#ca8a04;stroke-dasharray:5 3}
        .neighbour{fill:#f5f3ff;stroke:#7c3aed}
        .outside{fill:#f9fafb;stroke:#6b7280;stroke-dasharray:2 3}
        </style>
        <defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#6b7280"/></marker></defs>

        """;

    // Every edge has a row of its own at its box, so that ports never lie over each other.
    private static void Measure(GraphLayers layout)
    {
        foreach (var stop in layout.Layers.SelectMany(layer => layer))
        {
            stop.Height = stop.Node is null ? Row : Math.Max(36, Row * Math.Max(stop.Left.Count, stop.Right.Count) + 8);
            stop.Width = stop.Node is null ? 0 : Math.Max(90, stop.Name.Length * Letter + 24);
        }
    }

    private static (double Width, double Height) Arrange(GraphLayers layout)
    {
        var x = Edge;
        var tallest = layout.Layers.Select(Height).DefaultIfEmpty(0).Max();
        foreach (var layer in layout.Layers)
        {
            var width = layer.Select(stop => stop.Width).DefaultIfEmpty(0).Max();
            var y = Edge + (tallest - Height(layer)) / 2;
            foreach (var stop in layer)
            {
                if (stop.Node is null) stop.Width = width;
                (stop.X, stop.Y) = (x + (width - stop.Width) / 2, y);
                y += stop.Height + Gap;
            }
            var label = layout.Routes.Where(route => layer.Contains(route.Path[0])).Select(route => route.Edge.Label.Length * Letter).DefaultIfEmpty(0).Max();
            x += width + Math.Max(110, label + 70);
        }
        var right = layout.Layers.SelectMany(layer => layer).Select(stop => stop.X + stop.Width).DefaultIfEmpty(0).Max();
        return (right + Edge, tallest + 2 * Edge);
    }

    private static double Height(IReadOnlyList<Stop> layer) => layer.Sum(stop => stop.Height + Gap) - Gap;

    private static void Line(StringBuilder text, Route route)
    {
        var (x, y) = Leaves(route);
        text.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M{x:0.#} {y:0.#}");
        for (var i = 1; i < route.Path.Count; i++)
        {
            var last = i == route.Path.Count - 1;
            var (toX, toY) = last ? Enters(route) : (route.Path[i].X, route.Path[i].Y + Row / 2);
            var bend = (toX - x) / 2;
            text.Append(CultureInfo.InvariantCulture, $"C{x + bend:0.#} {y:0.#} {toX - bend:0.#} {toY:0.#} {toX:0.#} {toY:0.#}");
            (x, y) = (toX, toY);
            // Past the boxes of a layer in a straight line: a bend would cut their corners.
            if (last) continue;
            x += route.Path[i].Width;
            text.Append(CultureInfo.InvariantCulture, $"H{x:0.#}");
        }
        text.Append(CultureInfo.InvariantCulture, $"\" marker-{(route.IsTurned ? "start" : "end")}=\"url(#end)\"/>\n");
    }

    private static void Label(StringBuilder text, Route route)
    {
        var (x, y) = Leaves(route);
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"port\" x=\"{x + (route.IsTurned ? 12 : 6):0.#}\" y=\"{y - 3:0.#}\">{Escape(route.Edge.Label)}</text>\n");
    }

    private static (double X, double Y) Leaves(Route route) => (route.Path[0].X + route.Path[0].Width, Anchor(route, route.Path[0], route.Path[0].Right, route.Path[1]));

    private static (double X, double Y) Enters(Route route) => (route.Path[^1].X, Anchor(route, route.Path[^1], route.Path[^1].Left, route.Path[^2]));

    private static double Anchor(Route route, Stop stop, List<Stop> side, Stop neighbour)
    {
        // There and back between two neighbours: the way back is the second of the two rows.
        var row = side.OrderBy(other => other.Place).ToList().IndexOf(neighbour) + (route.IsTurned && side.Count(other => other == neighbour) > 1 ? 1 : 0);
        return stop.Y + stop.Height / 2 + (row - (side.Count - 1) / 2.0) * Row;
    }

    private static void Box(StringBuilder text, Stop stop, GraphEdge? loop)
    {
        var (kind, round) = (stop.Node!.Kind.ToString().ToLowerInvariant(), stop.Node.Kind is GraphNodeKind.Outside ? 18 : 5);
        text.Append(CultureInfo.InvariantCulture, $"<g><rect class=\"box {kind}\" x=\"{stop.X:0.#}\" y=\"{stop.Y:0.#}\" width=\"{stop.Width:0.#}\" height=\"{stop.Height:0.#}\" rx=\"{round}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{stop.X + stop.Width / 2:0.#}\" y=\"{stop.Y + stop.Height / 2 + 4:0.#}\" text-anchor=\"middle\">{Escape(stop.Name)}</text></g>\n");
        if (loop is null) return;
        var (x, y) = (stop.X + stop.Width / 2, stop.Y);
        text.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M{x - 14:0.#} {y:0.#}C{x - 14:0.#} {y - 16:0.#} {x + 14:0.#} {y - 16:0.#} {x + 14:0.#} {y:0.#}\" marker-end=\"url(#end)\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"port\" x=\"{x + 18:0.#}\" y=\"{y - 4:0.#}\">{Escape(loop.Label)}</text>\n");
    }

    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));
}
