using Gaia.Documents.Nodes;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

public sealed class SecretObjectTests
{
    [Fact]
    public void A_value_in_a_uri_is_encoded_by_the_template()
    {
        var secret = KubernetesObjects.Of(Apps.Shop()).The("ExternalSecret/shop-secrets");
        Assert.Equal("{{ index . \"postgres-password\" | urlquery | replace \"+\" \"%20\" }}", secret.At("spec|target|template|data|postgres-password-uri")?.ToString());
        Assert.Equal("Merge", secret.At("spec|target|template|mergePolicy")?.ToString());
        Assert.Equal(2, ((ListNode)secret.At("spec|data")!).Count);
    }

    [Fact]
    public void A_value_in_a_uri_is_encoded_in_plain() => Assert.Equal("correct%20horse%2Fbattery",
        KubernetesObjects.Of(Apps.InPlain(Apps.Shop(Apps.Settings))).The("Secret/shop-secrets").At("stringData|postgres-password-uri")?.ToString());

    [Theory]
    [InlineData(SecretBackend.Aws, null, "postgres-password", null)]
    [InlineData(SecretBackend.Aws, "shop/prod", "shop/prod/postgres-password", null)]
    [InlineData(SecretBackend.Vault, "shop/prod", "shop/prod", "postgres-password")]
    [InlineData(SecretBackend.Vault, null, "shop", "postgres-password")]
    public void Each_store_has_its_own_way_to_keep_keys(SecretBackend backend, string? prefix, string key, string? property)
    {
        var secret = KubernetesObjects.Of(Apps.Shop(Apps.Settings with { Secrets = new(Backend: backend, Prefix: prefix) })).The("ExternalSecret/shop-secrets");
        Assert.Equal(key, secret.At("spec|data|0|remoteRef|key")?.ToString());
        Assert.Equal(property, secret.At("spec|data|0|remoteRef|property")?.ToString());
    }

    [Fact]
    public void A_place_of_its_own_is_used()
    {
        var settings = Apps.Settings with { Secrets = new() { Places = new Dictionary<string, SecretPlace> { ["postgres-password"] = new("arn:aws:db", "password") } } };
        var secret = KubernetesObjects.Of(Apps.Shop(settings)).The("ExternalSecret/shop-secrets");
        Assert.Equal("arn:aws:db", secret.At("spec|data|0|remoteRef|key")?.ToString());
        Assert.Equal("password", secret.At("spec|data|0|remoteRef|property")?.ToString());
    }

    [Fact]
    public void No_secrets_are_no_object() => Assert.DoesNotContain(KubernetesObjects.Of(Apps.One()), item => item.Kind is "Secret" or "ExternalSecret");

    [Fact]
    public void Pods_are_restarted_for_secrets_that_others_change()
    {
        Assert.Equal("shop-secrets", Reload(Apps.Shop()));
        Assert.Null(Reload(Apps.InPlain(Apps.Shop(Apps.Settings))));
        static string? Reload(Gaia.Manifests.Model.AppModel model) => KubernetesObjects.Of(model).The("StatefulSet/redis").At("metadata|annotations|secret.reloader.stakater.com/reload")?.ToString();
    }
}
