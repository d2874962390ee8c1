using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

public sealed class StrictSchemaTests
{
    public static TheoryData<string> All => [.. Whole().Select(item => $"{item.Kind}/{item.Name}").Distinct()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_field_is_one_of_its_kind(string title) => Assert.All(Whole().Where(item => $"{item.Kind}/{item.Name}" == title), StrictSchema.Check);

    [Theory]
    [InlineData("Deployment/api", "spec|template|spec|containers|0|readynessProbe", "{}")]
    [InlineData("Deployment/api", "spec|replicas", "many")]
    [InlineData("HorizontalPodAutoscaler/api", "spec|maximum", "3")]
    [InlineData("ExternalSecret/shop-secrets", "spec|store", "x")]
    [InlineData("ExternalSecret/shop-secrets", "spec|secretStoreRef|kind", "Store")]
    [InlineData("ScaledObject/worker", "spec|triggers|0|metadata|targetQueryValue", "5")]
    [InlineData("Schedule/shop-prod", "spec|template|ttl", null)]
    public void A_field_that_its_kind_does_not_have_is_found(string title, string path, string? value) =>
        Assert.ThrowsAny<Exception>(() => StrictSchema.Check(Whole().With(title, path, value).First(item => $"{item.Kind}/{item.Name}" == title)));

    private static IReadOnlyList<KubernetesObject> Whole() =>
    [
        .. KubernetesObjects.Of(Apps.Shop()),
        .. KubernetesObjects.Of(Apps.InPlain(Apps.Shop(Apps.Settings))).Where(item => item.Kind == "Secret"),
        .. KubernetesObjects.Of(Apps.Shop(Apps.Settings with { Exposure = new(ExposureKind.Gateway, Gateway: "edge/public") })).Where(item => item.Kind == "HTTPRoute"),
    ];
}
