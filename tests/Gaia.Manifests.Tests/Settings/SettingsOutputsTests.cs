using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

public sealed class SettingsOutputsTests
{
    private const string Outputs = """
        {
          "database": { "sensitive": false, "type": ["object", {}], "value": { "address": "db.internal", "port": 5432, "replicas": ["a.internal", "b.internal"] } },
          "blocks": { "sensitive": false, "type": ["list", "string"], "value": ["10.1.0.0/16", "10.2.0.0/16"] },
          "settings": { "sensitive": false, "type": ["map", "string"], "value": { "A": "1" } },
          "password": { "sensitive": true, "type": "string", "value": "hunter2" },
          "nothing": { "sensitive": false, "type": "string", "value": null },
          "odd": { "sensitive": false, "type": "string", "value": "not a host" }
        }
        """;

    private static WorkloadSettings Filled(string lines, string outputs = Outputs) =>
        SettingsText.Filled($"app: a\nresources:\n  x:\n    {lines}", outputs).For(null).Of("x");

    private static IReadOnlyList<ManifestFault> Faults(string lines) => Assert.Throws<ManifestFaultsException>(() => Filled(lines)).Faults;

    [Fact]
    public void Values_of_every_kind_arrive()
    {
        var workload = Filled("""
            external: { host: "${outputs.database.address}", port: "${outputs.database.port}", cidrs: "${outputs.blocks}" }
                environment: { URL: "tcp://${outputs.database.replicas[1]}:${outputs.database.port}/", PORT: "${outputs.database.port}" }
            """);
        Assert.Equal(("db.internal", 5432), (workload.External!.Host, workload.External.Port));
        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], workload.External.Cidrs);
        Assert.Equal(("tcp://b.internal:5432/", "5432"), (workload.Environment["URL"], workload.Environment["PORT"]));
    }

    [Fact]
    public void A_map_fills_a_map() => Assert.Equal("1", Filled("environment: ${outputs.settings}").Environment["A"]);

    [Fact]
    public void A_plain_map_is_taken_too() => Assert.Equal("h", Filled("external: { host: '${outputs.database.address}' }", """{"database":{"address":"h"}}""").External!.Host);

    [Fact]
    public void A_port_may_be_text() => Assert.Equal(6379, Filled("external: { port: '${outputs.port}' }", """{"port":"6379"}""").External!.Port);

    [Theory]
    [InlineData("${outputs.databse.address}", "output.missing", "prod/platform has no output 'databse'; did you mean 'database'?")]
    [InlineData("${outputs.database.adress}", "output.missing", "has no key 'adress'; did you mean 'address'?")]
    [InlineData("${outputs.database.replicas[2]}", "output.missing", "has 2 items and no [2]")]
    [InlineData("${outputs.database.address.x}", "output.missing", "is a string and has no keys")]
    [InlineData("${outputs.database[0]}", "output.missing", "is a map and no list")]
    [InlineData("${outputs.nothing}", "output.missing", "is null in prod/platform")]
    [InlineData("x-${outputs.database}", "output.shape", "Name one of its values: address, port, replicas.")]
    [InlineData("${outputs.password}", "secret.in-plain", "is sensitive")]
    [InlineData("a-${outputs.password}", "secret.in-plain", "is sensitive")]
    public void What_cannot_be_filled_is_named(string value, string code, string message)
    {
        var fault = Assert.Single(Faults($"environment: {{ A: \"{value}\" }}"));
        Assert.Equal((code, SettingsText.File, 4), (fault.Code, fault.Mark.File, fault.Mark.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_it_is_named_at_once()
    {
        var faults = Faults("""
            hosts: ["${outputs.odd}"]
                environment: { A: "${outputs.none}", B: "${outputs.password}" }
            """);
        Assert.Equal(["settings.invalid", "output.missing", "secret.in-plain"], faults.Select(fault => fault.Code));
    }

    [Theory]
    [InlineData("${outputs.}")]
    [InlineData("${outputs.a")]
    [InlineData("${outputs.a..b}")]
    [InlineData("${outputs.a} ${outputs.a[x]}")]
    public void A_reference_that_is_none_is_refused_when_it_is_read(string value) =>
        Assert.Contains("in a form other than", Assert.Single(SettingsText.Faults($"app: a\nparameters: {{ p: \"{value}\" }}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_that_want_outputs_are_not_used_without_them()
    {
        var settings = SettingsText.Read("app: a\nenvironments:\n  dev: {}\n  prod:\n    region: ${outputs.region}\n    parameters: { p: \"${outputs.database.address}\" }");
        Assert.Null(settings.For("dev").Region);
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => settings.For("prod")).Faults);
        Assert.Equal(("outputs.not-given", 5), (fault.Code, fault.Mark.Line));
        Assert.Contains("'prod' take values from terraform outputs (database, region)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_environment_can_have_outputs_of_its_own()
    {
        const string Text = "app: a\nenvironments:\n  one: &e { parameters: { p: \"${outputs.x}\" } }\n  two: *e";
        var settings = SettingsText.Filled(Text, """{"x":"1"}""", "one");
        Assert.Equal("1", settings.For("one").Parameters["p"]);
        Assert.Throws<ManifestFaultsException>(() => settings.For("two"));
    }
}
