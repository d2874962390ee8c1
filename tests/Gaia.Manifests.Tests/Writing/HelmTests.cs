using Gaia.Manifests.Model;
using Gaia.Manifests.Tests.Objects;
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
    public void Real_objects_have_the_checksums_that_the_chart_makes_of_its_values()
    {
        using var helm = new RenderProgram("helm", Helm.Write(Shop));
        helm.Run("lint", ".", "--strict");
        RenderProgram.AssertObjects(Shop.Common.Objects, helm.Run("template", "shop", "."));
        foreach (var environment in Shop.Environments)
            RenderProgram.AssertObjects(environment.Objects, helm.Run("template", "shop", ".", "-f", $"values-{environment.Name}.yaml"));
    }

    [Theory]
    [InlineData("api", "workloads.api.config.OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=9", "templates/api-deployment.yaml", "checksum/config")]
    [InlineData("web", "objects.web-files-configmap.data.default\\.conf=9", "templates/web-deployment.yaml", "checksum/config")]
    [InlineData("migrations", "workloads.migrations.config.A=9", "templates/migrations-job.yaml", "checksum/config")]
    [InlineData("migrations", "workloads.migrations.config.A=9", "templates/migrations-job.yaml", "name: migrations-")]
    [InlineData("redis", "objects.shop-secrets-secret.stringData.redis-password=9", "templates/redis-statefulset.yaml", "checksum/secrets")]
    public void Another_value_of_a_real_workload_is_another_checksum_and_another_job(string workload, string value, string template, string line)
    {
        using var helm = new RenderProgram("helm", Helm.Write(Shop));
        var before = helm.Run("template", "shop", ".", "-s", template);
        var after = helm.Run("template", "shop", ".", "-s", template, "--set-string", value);
        Assert.NotEqual(Line(before, line), Line(after, line));
        Assert.Contains(workload, before);
        // Nobody else is replaced.
        const string Other = "templates/worker-deployment.yaml";
        Assert.Equal(helm.Run("template", "shop", ".", "-s", Other), helm.Run("template", "shop", ".", "-s", Other, "--set-string", value));
    }

    [Fact]
    public void A_text_that_looks_like_a_hole_stays_as_it_is()
    {
        var model = Apps.One(api => api.With(it => it with { Annotations = new Dictionary<string, string> { ["a"] = "HOLE0ELOH", ["b"] = "HOLEX0ELOH" } }));
        var files = Helm.Write(new(new("base", model, KubernetesObjects.Of(model)), [])).ToDictionary(file => file.Path, file => file.Text);
        Assert.Contains("a: HOLE0ELOH\n", files["templates/api-deployment.yaml"]);
        Assert.Contains("b: HOLEX0ELOH\n", files["templates/api-deployment.yaml"]);
        Assert.Contains("namespace: {{ .Values.namespace.name | quote }}\n", files["templates/api-deployment.yaml"]);
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

    /// <summary>Of models, as they come out of a manifest: in `dev` files and secrets differ, in `bare` some have nothing to be told.</summary>
    private static Published Shop { get; } = new(Environment("base", model => model),
    [
        Environment("bare", model => Changed(model, workload => workload.Name is "migrations" or "plain" ? workload with { Environment = [] } : workload)),
        Environment("less", model => model with { Workloads = [.. model.Workloads.Where(workload => workload.Name is not ("migrations" or "web"))] }),
        Environment("dev", model => Changed(model, workload => workload with { Files = [.. workload.Files.Select(file => file with { Text = "dev <&>\n" })] }) with
        {
            Secrets = [.. model.Secrets.Select(secret => secret with { Text = "other" })],
        }),
    ]);

    private static AppModel Changed(AppModel model, Func<Workload, Workload> change) => model with { Workloads = [.. model.Workloads.Select(change)] };

    private static PublishedEnvironment Environment(string name, Func<AppModel, AppModel> change)
    {
        var shop = Apps.Shop();
        var plain = new Workload("plain", "plain", WorkloadKind.Deployment, "plain:1", Apps.Dotnet, new()) { Environment = [new("A", Value.Of("1"))] };
        shop = Changed(shop, workload => workload.Name == "migrations" ? workload with { Environment = [.. workload.Environment.Prepend(new("A", Value.Of("1")))] } : workload);
        var model = change(Apps.InPlain(shop with { Settings = shop.Settings with { App = "shop" }, Workloads = [.. shop.Workloads.Append(plain)] }));
        return new(name, model, KubernetesObjects.Of(model));
    }

    private static string Line(string text, string word) => text.Split('\n').First(line => line.Contains(word, StringComparison.Ordinal));
}
