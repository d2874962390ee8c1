using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Objects;
using Gaia.Manifests.Tests.Writing;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Shapes;

/// <summary>Every check over whole manifests: those beside this file, which have each shape once, and those of a folder of other projects' if one is given.</summary>
public sealed class ShapeTests
{
    public static TheoryData<string> Published => [.. ManifestFile.All.Where(file => file.Refusals.Count == 0).Select(file => file.Name)];

    public static TheoryData<string> Refused => [.. ManifestFile.All.Where(file => file.Refusals.Count > 0).Select(file => file.Name)];

    [Fact]
    public void Manifests_of_other_projects_are_among_them()
    {
        Assert.SkipUnless(ManifestFile.Others is not null, ManifestFile.Needed);
        Assert.NotEmpty(Directory.EnumerateFiles(ManifestFile.Others!, "*.json"));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Its_objects_are_as_their_schemas_say_and_safe(string name)
    {
        foreach (var environment in ManifestFile.Named(name).Publish().All)
        {
            Assert.All(environment.Objects, StrictSchema.Check);
            Assert.Empty(ObjectChecks.Check(environment.Objects, KubernetesObjects.MadeElsewhere(environment.Model)).Select(finding => finding.Describe()));
            Assert.Empty(PodSecurity.Check(environment.Objects).Select(finding => finding.Describe()));
            var told = KubernetesObjects.Lacking(environment.Model).Select(note => note.Reason).ToList();
            Assert.DoesNotContain(Safeguards.Check(environment.Objects), finding => !told.Any(reason => reason.Contains(finding.Rule, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Policies_let_through_what_is_referred_to_and_nothing_else(string name)
    {
        foreach (var environment in ManifestFile.Named(name).Publish().All)
        {
            var (model, telemetry) = (environment.Model, environment.Model.Settings.Telemetry);
            var inside = model.References.Where(reference => model.Workloads.Any(workload => workload.Name == reference.To)).Select(one => $"{one.From} -> {one.To}:{one.Port}/{one.Protocol}");
            var sent = telemetry.Collector ? model.Workloads.SelectMany(workload => new[] { 4317, 4318 }.Select(port => $"{workload.Name} -> {TelemetryPods.Collector}:{port}/TCP")) : [];
            var shown = telemetry is { Collector: true, Dashboard: true } ? [$"{TelemetryPods.Collector} -> {TelemetryPods.Dashboard}:18889/TCP"] : Array.Empty<string>();
            Assert.Equal(inside.Concat(sent).Concat(shown).Order(StringComparer.Ordinal),
                AccessMatrix.Of(environment.Objects).Allowed.Select(one => $"{one.From} -> {one.To}:{one.Port}/{one.Protocol}").Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Everything_in_it_is_in_the_objects_or_in_the_list(string name)
    {
        var file = ManifestFile.Named(name);
        var manifest = file.Read();
        foreach (var environment in file.Publish().All)
            Assert.Empty(Accounting.Unaccounted(manifest, environment));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Secrets_in_plain_are_in_the_Secret_and_the_private_file_alone(string name)
    {
        var file = ManifestFile.Named(name);
        var (manifest, settings) = (file.Read(), file.Settings.For(DeploySettings.BaseName));
        settings = settings with { Secrets = new SecretSettings(SecretProvider.Plain) };
        var needed = file.Publish().Common.Model.Secrets.Select(secret => secret.Parameter).Distinct().ToDictionary(parameter => parameter, parameter => $"kept of {parameter}!");
        var plain = ManifestFile.Publish(manifest, settings, needed);
        string[] kept = [.. needed.Values.SelectMany(value => new[] { value, Uri.EscapeDataString(value) })];
        Assert.DoesNotContain(plain.Objects, item => item.Kind != "Secret" && kept.Any(YamlForm.Plain.Text(item.Content).Contains));
        Assert.DoesNotContain(Compose.Write(plain, "."), written => !written.IsPrivate && kept.Any(written.Text.Contains));
        Assert.All(plain.Model.Workloads, workload => Assert.NotNull(Service(plain, workload.Name)));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Each_time_it_is_written_in_the_same_bytes(string name)
    {
        Assert.Equal(Write(), Write());

        IReadOnlyList<OutputFile> Write()
        {
            var published = ManifestFile.Named(name).Publish();
            return [.. Kustomize.Write(published, YamlForm.Plain), .. Kustomize.Write(published, YamlForm.Kyaml), .. Helm.Write(published), .. new[] { ImageList.Write(published), NotPublishedList.Write(published) }.OfType<OutputFile>()];
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Kubectl_gives_its_objects_of_either_form(string name)
    {
        var published = ManifestFile.Named(name).Publish();
        foreach (var form in new[] { YamlForm.Plain, YamlForm.Kyaml })
        {
            using var kubectl = new RenderProgram("kubectl", Kustomize.Write(published, form));
            RenderProgram.AssertObjects(published.Common.Objects, kubectl.Run("kustomize", "base"));
            foreach (var environment in published.Environments) RenderProgram.AssertObjects(environment.Objects, kubectl.Run("kustomize", $"overlays/{environment.Name}"));
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Helm_gives_its_objects(string name)
    {
        var published = ManifestFile.Named(name).Publish();
        using var helm = new RenderProgram("helm", Helm.Write(published));
        helm.Run("lint", ".", "--strict");
        RenderProgram.AssertObjects(published.Common.Objects, helm.Run("template", "shop", "."));
        foreach (var environment in published.Environments) RenderProgram.AssertObjects(environment.Objects, helm.Run("template", "shop", ".", "-f", $"values-{environment.Name}.yaml"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_refused_is_refused_in_words(string name)
    {
        var file = ManifestFile.Named(name);
        var refusal = Assert.ThrowsAny<DocumentException>(() => file.Publish());
        var faults = refusal is ManifestFaultsException several ? several.Faults : [new ManifestFault(refusal.Code, refusal.Message, refusal.Mark)];
        Assert.Equal(file.Refusals.Order(StringComparer.Ordinal), faults.Select(fault => fault.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Message, StringComparison.Ordinal));
    }

    private static Node? Service(PublishedEnvironment environment, string workload) =>
        ((MapNode)YamlReader.Read(Compose.Write(environment, ".").Single(file => file.Path == "compose.yaml").Text)).Map("services")?[workload];
}
