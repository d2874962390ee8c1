using System.Text;
using System.Text.Json;
using Gaia.Runs.Plans;
using Gaia.Runs.Masking;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Plans;

public sealed class MaskedPlanJsonTests
{
    private const string Plan = """
        {
          "format_version": "1.2",
          "variables": {"password": {"value": "hunter-22"}, "size": {"value": 3}},
          "planned_values": {
            "outputs": {"url": {"sensitive": true, "value": {"deep": ["out-secret"]}}, "open": {"sensitive": false, "value": "seen"}},
            "root_module": {"resources": [{"address": "t.a", "values": {"name": "n", "pin": 1234, "keys": ["k-secret", "open"]}, "sensitive_values": {"pin": true, "keys": [true, false]}}]}},
          "resource_changes": [{"address": "t.a", "change": {"actions": ["update"],
            "before": {"pin": 1, "token": "same-token", "url": "https://u:hunter-22@h", "tags": {"a": "x"}},
            "after": {"pin": 2, "token": "same-token", "url": "https://u:hunter-22@h", "tags": {"a": "x"}},
            "before_sensitive": {"pin": true, "token": true, "tags": {}}, "after_sensitive": {"pin": true, "token": true, "tags": {}}}}],
          "prior_state": {"values": {"root_module": {"resources": [{"address": "data.t.b", "values": {"body": "data-secret"}, "sensitive_values": {"body": true}}]}}},
          "configuration": {"root_module": {"variables": {"password": {"sensitive": true, "default": "hunter-22"}, "size": {"default": 3}}}},
          "applyable": true
        }
        """;

    [Fact]
    public void No_secret_is_left_and_all_else_is_as_terraform_says()
    {
        using var plan = JsonDocument.Parse(Plan);
        var masked = Encoding.UTF8.GetString(MaskedPlanJson.Of(plan.RootElement, new SecretMask(PlanSecrets.Of(plan.RootElement))));
        foreach (var secret in (string[])["hunter-22", "out-secret", "k-secret", "same-token", "data-secret", "1234"]) Assert.DoesNotContain(secret, masked);

        var root = JsonElement.Parse(masked);
        Assert.Equal(3, root.GetProperty("variables").GetProperty("size").GetProperty("value").GetInt32());
        Assert.Equal("seen", root.GetProperty("planned_values").GetProperty("outputs").GetProperty("open").GetProperty("value").GetString());
        var values = root.GetProperty("planned_values").GetProperty("root_module").GetProperty("resources")[0].GetProperty("values");
        Assert.Equal(("n", "open"), (values.GetProperty("name").GetString(), values.GetProperty("keys")[1].GetString()));
        Assert.True(root.GetProperty("applyable").GetBoolean());
        Assert.Equal(plan.RootElement.EnumerateObject().Select(member => member.Name), root.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_secret_that_changes_shows_that_it_does()
    {
        using var plan = JsonDocument.Parse(Plan);
        var change = JsonElement.Parse(Encoding.UTF8.GetString(MaskedPlanJson.Of(plan.RootElement, SecretMask.None))).GetProperty("resource_changes")[0].GetProperty("change");
        Assert.Equal(("(sensitive value)", "(sensitive value, changed)"), (change.GetProperty("before").GetProperty("pin").GetString(), change.GetProperty("after").GetProperty("pin").GetString()));
        Assert.Equal("(sensitive value)", change.GetProperty("after").GetProperty("token").GetString());
        Assert.Equal("x", change.GetProperty("after").GetProperty("tags").GetProperty("a").GetString());
    }
}
