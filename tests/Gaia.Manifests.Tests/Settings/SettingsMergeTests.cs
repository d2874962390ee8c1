using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

public sealed class SettingsMergeTests
{
    private const string Text = """
        app: shop
        imagePullSecrets: [one]
        velero: { schedule: "@daily" }
        parameters: { Region: north, kept: "yes" }
        resources:
          api:
            scaling: api
            hosts: [api.example]
            environment: { A: "1", B: "2" }
          db: { replicas: 1 }
        environments:
          dev:
            imagePullSecrets: [two, three]
            velero: null
            parameters: { region: south }
            resources:
              API:
                scaling: { max: 5 }
                hosts: []
                environment: { B: null, C: "3" }
              db: null
          prod:
            velero: { keepFor: 2160h }
            resources:
              api: { scaling: web }
        """;

    [Fact]
    public void Maps_merge_lists_and_scalars_replace_and_null_removes()
    {
        var dev = SettingsText.Read(Text).For("dev");
        Assert.Equal(["two", "three"], dev.ImagePullSecrets);
        Assert.Null(dev.Velero);
        Assert.Equal([("kept", "yes"), ("Region", "south")], dev.Parameters.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(new ScalingSettings(3, 5), dev.Of("api").Scaling);
        Assert.Empty(dev.Of("api").Hosts);
        Assert.Equal([("A", "1"), ("C", "3")], dev.Of("api").Environment.Select(pair => (pair.Key, pair.Value)));
        Assert.False(dev.Resources.ContainsKey("db"));
    }

    [Fact]
    public void An_environment_changes_no_other()
    {
        var settings = SettingsText.Read(Text);
        Assert.Equal(["dev", "prod"], settings.Environments);
        Assert.Equal(new VeleroSettings("@daily", "2160h"), settings.For("prod").Velero);
        Assert.Equal(new ScalingSettings(2, 10), settings.For("prod").Of("api").Scaling);
        Assert.Equal("2", settings.For(null).Of("api").Environment["B"]);
        Assert.Equal(1, settings.For("prod").Of("db").Replicas);
    }

    [Theory]
    [InlineData("dve", "did you mean 'dev'?")]
    [InlineData("somewhere", "known are dev, prod.")]
    public void An_environment_that_is_not_there_is_refused(string name, string hint)
    {
        var fault = Assert.Throws<ManifestException>(() => SettingsText.Read(Text).For(name));
        Assert.Equal("settings.unknown-environment", fault.Code);
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_breaks_only_together_is_named_where_the_environment_says_it()
    {
        var fault = Assert.Single(SettingsText.Faults("""
            app: a
            resources:
              x: { limits: { cpu: 500m } }
            environments:
              dev:
                resources:
                  x: { requests: { cpu: 750m } }
            """));
        Assert.Equal((7, 29), (fault.Mark.Line, fault.Mark.Column));
        Assert.Contains("750m is more than limits.cpu, which is 500m", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_may_lack_what_the_level_below_has_and_not_more()
    {
        SettingsText.Read("app: a\nvelero: { schedule: '@daily' }\nenvironments:\n  dev:\n    velero: { keepFor: 1h }");
        var fault = Assert.Single(SettingsText.Faults("app: a\nenvironments:\n  dev:\n    velero: { keepFor: 1h }"));
        Assert.Equal("environments.dev.velero: missing key 'schedule'", fault.Message);
        Assert.Equal(4, fault.Mark.Line);
    }
}
