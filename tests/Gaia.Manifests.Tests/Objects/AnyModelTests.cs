using CsCheck;
using Gaia.Documents.Writing;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Objects;

public sealed class AnyModelTests
{
    [Fact]
    public void Objects_of_any_model_pass_all_checks() => AnyModel.Any.Sample(model =>
    {
        var objects = KubernetesObjects.Of(model);
        Assert.Empty(PodSecurity.Check(objects).Concat(Safeguards.Check(objects)).Concat(ObjectChecks.Check(objects, KubernetesObjects.MadeElsewhere(model))).Select(finding => finding.Describe()));
    }, iter: 100);

    [Fact]
    public void The_text_of_a_secret_is_in_Secrets_alone() => AnyModel.Any.Sample(model =>
    {
        var texts = model.Secrets.Select(secret => secret.Text).OfType<string>().Append("hunter2").ToList();
        foreach (var item in KubernetesObjects.Of(model).Where(item => item.Kind != "Secret"))
            Assert.DoesNotContain(texts, text => Written(item).Contains(text, StringComparison.Ordinal));
    }, iter: 100);

    [Fact]
    public void Equal_models_make_equal_objects() => AnyModel.Any.Sample(model =>
    {
        var shuffled = model with { Workloads = [.. model.Workloads.Select(workload => workload with { Environment = [.. workload.Environment.Reverse()] })] };
        Assert.Equal(KubernetesObjects.Of(model).Select(Written), KubernetesObjects.Of(shuffled).Select(Written));
    }, iter: 50);

    [Fact]
    public void Objects_of_any_model_have_only_fields_that_there_are() => AnyModel.Any.Sample(model => Assert.All(KubernetesObjects.Of(model), StrictSchema.Check), iter: 15);

    private static string Written(KubernetesObject item) => NodeYaml.Write(item.Content);
}
