using System.Net;
using CsCheck;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Network;

public sealed class NetworkMatrixTests
{
    [Fact]
    public void For_any_model_the_policies_let_through_what_is_referred_to_and_nothing_else() => NetworkModels.Any.Sample(model =>
    {
        var matrix = AccessMatrix.Of(NetworkObjects.Of(model), NetworkModels.Pods(model));
        var allowed = matrix.Allowed.Select(entry => (entry.From, entry.To, entry.Port, entry.Protocol)).ToHashSet();
        return allowed.SetEquals(Expected(model));
    });

    [Fact]
    public void For_any_model_the_mesh_lets_through_what_is_referred_to_over_TCP_and_nothing_else() => NetworkModels.Any.Sample(plain =>
    {
        var model = plain with { Settings = plain.Settings with { IsMeshed = true, Network = new NetworkSettings(Policies: false) } };
        var matrix = AccessMatrix.Of(MeshObjects.Of(model), NetworkModels.Pods(model, meshed: true));
        var allowed = matrix.Allowed.Where(entry => entry.Protocol == "TCP").Select(entry => (entry.From, entry.To, entry.Port, entry.Protocol)).ToHashSet();
        return allowed.SetEquals(Expected(model).Where(entry => entry.Protocol == "TCP"));
    });

    [Fact]
    public void For_any_model_addresses_outside_are_reached_by_references_to_external_services_only() => NetworkModels.Any.Sample(model =>
    {
        var network = new Reachability(NetworkObjects.Of(model));
        return NetworkModels.Pods(model).All(pod => Enumerable.Range(1, 3).All(number =>
        {
            var inside = new OutsideAddress(IPAddress.Parse($"10.{number}.7.7"));
            var expected = model.References.Any(reference => reference.From == pod.Name && reference.To == $"ext{number}");
            return network.MayReach(pod, inside, 5430 + number).IsAllowed == expected && !network.MayReach(pod, inside, 80).IsAllowed;
        }));
    });

    [Fact]
    public void For_any_model_nobody_enters_from_another_namespace_or_from_outside() => NetworkModels.Any.Sample(model =>
    {
        var network = new Reachability(NetworkObjects.Of(model));
        var stranger = NetworkModels.Pod("w0", [], space: "elsewhere");
        return NetworkModels.Pods(model).All(pod => pod.Ports.All(port =>
            !network.MayReach(stranger, pod, port.Number, port.Protocol).IsAllowed
            && !network.MayReach(new OutsideAddress(IPAddress.Parse("203.0.113.9")), pod, port.Number, port.Protocol).IsAllowed));
    });

    [Fact]
    public void A_reference_taken_away_closes_its_way_and_no_other() => NetworkModels.Any.Where(model => model.References.Any(IsInside)).Sample(model =>
    {
        var gone = model.References.First(IsInside);
        var without = model with { References = [.. model.References.Where(reference => reference != gone)] };
        var before = Allowed(model);
        before.ExceptWith(Allowed(without));
        return before.SetEquals([(gone.From, gone.To, gone.Port, gone.Protocol)]);
    });

    private static bool IsInside(Reference reference) => !reference.To.StartsWith("ext", StringComparison.Ordinal);

    private static HashSet<(string, string, int, string)> Allowed(AppModel model) =>
        [.. AccessMatrix.Of(NetworkObjects.Of(model), NetworkModels.Pods(model)).Allowed.Select(entry => (entry.From, entry.To, entry.Port, entry.Protocol))];

    private static IEnumerable<(string From, string To, int Port, string Protocol)> Expected(AppModel model)
    {
        foreach (var reference in model.References.Where(IsInside)) yield return (reference.From, reference.To, reference.Port, reference.Protocol);
        if (!model.Settings.Telemetry.Collector) yield break;
        foreach (var workload in model.Workloads)
        {
            yield return (workload.Name, "otel-collector", 4317, "TCP");
            yield return (workload.Name, "otel-collector", 4318, "TCP");
        }
        if (model.Settings.Telemetry.Dashboard) yield return ("otel-collector", "aspire-dashboard", 18889, "TCP");
    }
}
