using System.Text.Json;
using Gaia.Runs.Plans;
using Gaia.Runs.Masking;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Plans;

public sealed class PlanJsonTests
{
    private static readonly PlanDigest Digest = new("sha256:" + new string('a', 64));

    [Fact]
    public void Changes_are_counted_by_what_terraform_would_do()
    {
        var plan = Plan($$"""
            "resource_changes": [
              {{Resource("a", """["create"]""")}}, {{Resource("b", """["update"]""")}}, {{Resource("c", """["delete"]""")}},
              {{Resource("d", """["delete","create"]""")}}, {{Resource("e", """["create","delete"]""")}}, {{Resource("f", """["no-op"]""")}},
              {{Resource("g", """["read"]""")}}, {{Resource("h", """["no-op"]""", "\"importing\":{\"id\":\"i\"},")}},
              {{Resource("i", """["update"]""", "\"importing\":{\"id\":\"i\"},")}}, {{Resource("j", """["forget"]""")}}]
            """);
        var summary = plan.Summarize(Digest, SecretMask.None);
        Assert.Equal(new ChangeCounts(1, 2, 1, 2, 2), summary.Changes);
        Assert.Equal(
            [ChangeAction.Create, ChangeAction.Update, ChangeAction.Delete, ChangeAction.Replace, ChangeAction.Replace, ChangeAction.Read,
             ChangeAction.Import, ChangeAction.Update, ChangeAction.Forget],
            summary.Resources.Select(resource => resource.Action));
    }

    [Fact]
    public void Attributes_show_what_changes_and_hide_what_is_sensitive()
    {
        var root = Root("""
            "resource_changes": [{"address":"t.a","mode":"managed","type":"t","name":"a","action_reason":"replace_because_cannot_update","change":{
              "actions":["delete","create"],
              "before":{"name":"old","same":1,"tags":{"A":"1","B":"2"},"ports":[80,443],"password":"first-secret","list":[{"p":1}],"gone":"x"},
              "after":{"name":"new","same":1,"tags":{"A":"1","B":"3","C":"4"},"ports":[80],"password":"second-secret","list":[{"p":2}],"url":"http://second-secret@x"},
              "after_unknown":{"id":true,"tags":{}},
              "before_sensitive":{"password":true,"tags":{}},"after_sensitive":{"password":true,"tags":{}},
              "replace_paths":[["list",0,"p"],["name"]]}}]
            """);
        var resource = Assert.Single(new PlanJson(root).Summarize(Digest, new SecretMask(PlanSecrets.Of(root))).Resources);
        Assert.Equal("replace_because_cannot_update", resource.Reason);
        Assert.Equal(
            [
                "gone: \"x\" -> ", "id:  -> (unknown)", "list[0].p!: 1 -> 2", "name!: \"old\" -> \"new\"", "password: (sensitive)", "ports[1]: 443 -> ",
                "tags.B: \"2\" -> \"3\"", "tags.C:  -> \"4\"", "url:  -> \"http://(sensitive value)@x\"",
            ],
            resource.Attributes.Select(Text));
    }

    [Fact]
    public void Everything_below_a_sensitive_object_is_one_secret()
    {
        var root = Root("""
            "resource_changes": [{"address":"t.a","mode":"managed","type":"t","name":"a","change":{"actions":["update"],
              "before":{"auth":{"user":"root1","key":"kkkk1"}},"after":{"auth":{"user":"root1","key":"kkkk2"}},"after_unknown":{},
              "before_sensitive":{"auth":true},"after_sensitive":{"auth":true}}}]
            """);
        var attribute = Assert.Single(Assert.Single(new PlanJson(root).Summarize(Digest, SecretMask.None).Resources).Attributes);
        Assert.Equal(("auth", true, null, null), (attribute.Path, attribute.Sensitive, attribute.Before, attribute.After));
        Assert.Equal(["kkkk1", "kkkk2", "root1"], PlanSecrets.Of(root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_are_found_in_variables_outputs_and_data_sources() => Assert.Equal(["data-secret", "out-secret", "var-secret"],
        PlanSecrets.Of(Root("""
            "variables":{"p":{"value":"var-secret"},"q":{"value":"open"}},
            "configuration":{"root_module":{"variables":{"p":{"sensitive":true},"q":{}}}},
            "output_changes":{"o":{"actions":["create"],"before":null,"after":"out-secret","after_unknown":false,"before_sensitive":true,"after_sensitive":true}},
            "prior_state":{"values":{"root_module":{"child_modules":[{"resources":[{"values":{"s":"data-secret","t":"open"},"sensitive_values":{"s":true}}]}]}}}
            """)).Order(StringComparer.Ordinal));

    [Fact]
    public void Outputs_show_values_that_are_known_and_open()
    {
        var plan = Plan("""
            "output_changes":{
              "b":{"actions":["create"],"before":null,"after":{"x":1},"after_unknown":false,"before_sensitive":false,"after_sensitive":false},
              "a":{"actions":["update"],"before":"1","after_unknown":true,"before_sensitive":false,"after_sensitive":false},
              "c":{"actions":["create"],"before":null,"after":"s","after_unknown":false,"before_sensitive":true,"after_sensitive":true},
              "d":{"actions":["no-op"],"before":"s","after":"s","after_unknown":false,"before_sensitive":false,"after_sensitive":false}}
            """);
        Assert.Equal(["a Update  unknown", "b Create {\"x\":1} ", "c Create  sensitive"], plan.Summarize(Digest, SecretMask.None).Outputs
            .Select(output => $"{output.Name} {output.Action} {output.After?.GetRawText()} {(output.Unknown ? "unknown" : output.Sensitive ? "sensitive" : "")}"));
    }

    [Theory]
    [InlineData("""{"tags":null}""", """{"tags":{}}""", false)]
    [InlineData("""{"description":""}""", """{"description":null}""", false)]
    [InlineData("""{"latest_restorable_time":"1"}""", """{"latest_restorable_time":"2"}""", false)]
    [InlineData("""{"size":1}""", """{"size":2}""", true)]
    [InlineData("""{"ingress":[]}""", """{"ingress":[{"from_port":22}]}""", true)]
    public void Drift_is_what_somebody_changed(string before, string after, bool real)
    {
        var plan = Plan($$$"""
            "resource_drift": [{"address":"t.a","mode":"managed","type":"t","name":"a","change":{"actions":["update"],"before":{{{before}}},
              "after":{{{after}}},"after_unknown":{},"before_sensitive":{},"after_sensitive":{} } }]
            """);
        Assert.Equal(real ? 1 : 0, plan.Summarize(Digest, SecretMask.None).Drift.Count);
    }

    [Fact]
    public void A_resource_that_is_gone_is_drift() => Assert.Single(Plan("""
        "resource_drift": [{"address":"t.a","mode":"managed","type":"t","name":"a","change":{"actions":["delete"],"before":{"id":"1"},
          "after":null,"after_unknown":{},"before_sensitive":{},"after_sensitive":false}}]
        """).Summarize(Digest, SecretMask.None).Drift);

    [Fact]
    public void Whether_there_is_anything_to_apply_is_terraforms_word()
    {
        Assert.True(Plan("\"applyable\":true").HasChanges);
        Assert.False(Plan("\"applyable\":false").HasChanges);
        Assert.True(Plan($"\"resource_changes\":[{Resource("a", """["create"]""")}]").HasChanges);
        Assert.False(Plan($"\"resource_changes\":[{Resource("a", """["no-op"]""")}]").HasChanges);
    }

    private static PlanJson Plan(string members) => new(Root(members));

    private static JsonElement Root(string members) => JsonElement.Parse($$"""{"format_version":"1.2",{{members}}}""");

    private static string Resource(string name, string actions, string more = "") =>
        $$"""{"address":"t.{{name}}","mode":"managed","type":"t","name":"{{name}}","change":{ {{more}}"actions":{{actions}},"before":{},"after":{},"after_unknown":{},"before_sensitive":{},"after_sensitive":{} } }""";

    private static string Text(AttributeChange change) => $"{change.Path}{(change.ForcesReplacement ? "!" : "")}: " + (change.Sensitive
        ? "(sensitive)"
        : $"{change.Before?.GetRawText()} -> {(change.Unknown ? "(unknown)" : change.After?.GetRawText())}");
}
