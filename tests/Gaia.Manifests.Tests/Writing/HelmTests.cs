using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

public sealed class HelmTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Helm_gives_the_objects_of_every_environment(bool foreign)
    {
        var published = foreign ? SampleApp.Published : SampleApp.OneNamespace;
        using var helm = new RenderProgram("helm", Helm.Write(published));
        helm.Run("lint", ".", "--strict");
        RenderProgram.AssertObjects(published.Common.Objects, helm.Run("template", "shop", "."));
        foreach (var environment in published.Environments)
        {
            helm.Run("lint", ".", "--strict", "-f", $"values-{environment.Name}.yaml");
            RenderProgram.AssertObjects(environment.Objects, helm.Run("template", "shop", ".", "-f", $"values-{environment.Name}.yaml"));
        }
    }

    [Fact]
    public void Another_image_is_another_job_and_another_value_another_checksum()
    {
        using var helm = new RenderProgram("helm", Helm.Write(SampleApp.Published));
        var before = helm.Run("template", "shop", ".");
        var after = helm.Run("template", "shop", ".", "--set", "workloads.migrate.image=shop/web:9", "--set-string", "workloads.web.config.A=9");
        Assert.NotEqual(Line(before, "name: migrate-"), Line(after, "name: migrate-"));
        Assert.NotEqual(Line(before, "checksum/config"), Line(after, "checksum/config"));
    }

    [Fact]
    public void Values_name_what_people_change()
    {
        var files = Helm.Write(SampleApp.Published).ToDictionary(file => file.Path, file => file.Text);
        Assert.Contains("""
              web:
                config:
                  A: "1"
                  B: "2"
            """, files["values.yaml"]);
        Assert.Contains("image: shop/web:2", files["values-dev.yaml"]);
        Assert.DoesNotContain("replicas: 2", files["values-prod.yaml"]);
    }

    private static string Line(string text, string word) => text.Split('\n').First(line => line.Contains(word, StringComparison.Ordinal));
}
