using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

public sealed class KustomizeTests
{
    public static TheoryData<YamlForm, bool> Forms => new() { { YamlForm.Plain, true }, { YamlForm.Plain, false }, { YamlForm.Kyaml, true }, { YamlForm.Kyaml, false } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Kubectl_gives_the_objects_of_every_environment(YamlForm form, bool foreign)
    {
        var published = foreign ? SampleApp.Published : SampleApp.OneNamespace;
        using var kubectl = new RenderProgram("kubectl", Kustomize.Write(published, form));
        RenderProgram.AssertObjects(published.Common.Objects, kubectl.Run("kustomize", "base"));
        foreach (var environment in published.Environments)
            RenderProgram.AssertObjects(environment.Objects, kubectl.Run("kustomize", $"overlays/{environment.Name}"));
    }

    [Fact]
    public void An_overlay_holds_only_what_differs()
    {
        var files = Kustomize.Write(SampleApp.Published, YamlForm.Plain).Select(file => file.Path).ToList();
        Assert.Contains("overlays/dev/web-horizontalpodautoscaler.yaml", files);
        Assert.Contains("overlays/dev/web-deployment.patch.yaml", files);
        Assert.DoesNotContain("overlays/dev/web-networkpolicy.patch.yaml", files);
        Assert.DoesNotContain("overlays/prod/shop-prod-namespace.yaml", files);
    }

    [Fact]
    public void The_same_application_is_written_in_the_same_bytes() =>
        Assert.Equal(Kustomize.Write(SampleApp.Published, YamlForm.Plain), Kustomize.Write(SampleApp.Published, YamlForm.Plain));

    [Fact]
    public void No_file_says_the_namespace_of_the_application()
    {
        foreach (var file in Kustomize.Write(SampleApp.OneNamespace, YamlForm.Plain).Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal) && !file.Path.EndsWith("kustomization.yaml", StringComparison.Ordinal)))
            Assert.Null((YamlReader.Read(file.Text) as MapNode)?.Map("metadata")?["namespace"]);
    }
}
