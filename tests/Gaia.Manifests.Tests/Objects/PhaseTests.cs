using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>What `-l 'gaia.dev/phase!=app'` applies first, waits for, and what comes after it.</summary>
public sealed class PhaseTests
{
    [Fact]
    public void Jobs_find_all_that_they_need_before_the_application_is_there() => AnyModel.Any.Sample(model =>
    {
        var first = KubernetesObjects.Of(model).Where(item => PhaseOf(item) != "app").ToList();
        Assert.DoesNotContain(first, item => item.Kind == "Deployment" && item.At("metadata|labels|app.kubernetes.io/component")?.ToString() == "application");
        Assert.All(first.Where(item => item.Kind == "Job"), job => Assert.Equal("before", PhaseOf(job)));
        Assert.DoesNotContain(ObjectChecks.Check(first, KubernetesObjects.MadeElsewhere(model)), finding => finding.Object.StartsWith("Job/", StringComparison.Ordinal) || finding.Object.StartsWith("StatefulSet/", StringComparison.Ordinal));
    }, iter: 100);

    public static TheoryData<string, Func<Workload, Workload>> Changes => new()
    {
        { "image", job => job with { Image = "ghcr.io/acme/migrations:1.2.4" } },
        { "variable", job => job.With("MORE", new TextPart("1")) },
        { "secret", job => job.With("MORE", new SecretPart("redis-password")) },
        { "arguments", job => job with { Args = [Value.Of("--again")] } },
        { "limits", job => job.With(settings => settings with { Limits = new("1", "1Gi") }) },
        { "user", job => job.With(settings => settings with { User = 2000 }) },
    };

    // The pods of a Job cannot be changed: an apply or an upgrade over the old one would be refused.
    [Theory]
    [MemberData(nameof(Changes))]
    public void Other_pods_are_another_job(string what, Func<Workload, Workload> change)
    {
        var shop = Apps.Shop();
        var changed = shop with { Workloads = [.. shop.Workloads.Select(workload => workload.Kind == WorkloadKind.Job ? change(workload) : workload)] };
        var (before, after) = (Job(shop), Job(changed));
        Assert.NotEqual(what, before.Name);
        Assert.NotEqual(before.Name, after.Name);
        Assert.Equal(before.Name, Job(Apps.Shop()).Name);
        Assert.NotEqual(NodeYaml.Write(before.At("spec|template")!), NodeYaml.Write(after.At("spec|template")!));
        Assert.Equal(NodeYaml.Write(before.At("spec|backoffLimit")!), NodeYaml.Write(after.At("spec|backoffLimit")!));
    }

    private static KubernetesObject Job(AppModel model) => KubernetesObjects.Of(model).Single(item => item.Kind == "Job");

    private static string? PhaseOf(KubernetesObject item) => item.At("metadata|labels|gaia.dev/phase")?.ToString();
}
