using System.Text.Json;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Runs.View;

public sealed class PlanTextTests
{
    [Fact]
    public void Shows_every_kind_of_change() => Approved.Check("plan", Text(new(
        "sha256:00", new(1, 1, 1, 1, 0),
        [
            new("terraform_data.greeting[\"ada\"]", "terraform_data", "greeting", ChangeAction.Create, null,
            [
                Attribute("id", null, null, unknown: true),
                Attribute("input.name", null, "ada"),
                Attribute("input.password", null, null, sensitive: true),
            ]),
            new("module.network.aws_vpc.main", "aws_vpc", "main", ChangeAction.Update, null,
            [
                Attribute("enable_dns", false, true),
                Attribute("tags.Name", "old", "new \"quoted\""),
                Attribute("tags.Owner", "ops", null),
                Attribute("cidrs", new[] { "10.0.0.0/16" }, new[] { "10.0.0.0/16", "10.1.0.0/16" }),
            ]),
            new("terraform_data.generation", "terraform_data", "generation", ChangeAction.Replace, "replace_because_cannot_update",
                [Attribute("id", "8f3c", null, unknown: true), Attribute("triggers_replace", 1, 2, forces: true)]),
            new("aws_s3_bucket.old", "aws_s3_bucket", "old", ChangeAction.Delete, "delete_because_no_resource_config", [Attribute("bucket", "old", null)]),
            new("data.aws_ami.base", "aws_ami", "base", ChangeAction.Read, "read_because_dependency_pending", []),
            new("terraform_data.same", "terraform_data", "same", ChangeAction.NoOp, null, []),
        ],
        [new("aws_security_group.web", "aws_security_group", "web", ChangeAction.Update, null, [Attribute("ingress[0].from_port", 443, 80)])],
        [
            new("connection_string", ChangeAction.Create, null, true, false),
            new("greeting", ChangeAction.Update, Json("Hello, ada"), false, false),
            new("vpc_id", ChangeAction.Create, null, false, true),
        ])));

    [Fact]
    public void Says_that_nothing_changes() => Assert.Equal(
        "No changes. hello in local is as its configuration says.\n", Text(new("sha256:00", new(0, 0, 0, 0, 0), [], [], [])));

    [Fact]
    public void A_destroy_of_nothing_speaks_of_that() => Assert.Equal(
        "Nothing to destroy. hello in local has no resources in its state.\n", Text(new("sha256:00", new(0, 0, 0, 0, 0), [], [], []), RunOperation.Destroy));

    [Fact]
    public void Counts_outputs_as_a_change() => Assert.EndsWith("Plan: only outputs change\n", Text(new(
        "sha256:00", new(0, 0, 0, 0, 0), [], [], [new("a", ChangeAction.Create, Json(1), false, false)])));

    [Fact]
    public void A_secret_is_never_in_it_whatever_the_server_sends()
    {
        var leaky = new AttributeChange("password", Json("hunter1"), Json("hunter2"), true, false, false);
        Assert.DoesNotContain("hunter", Text(new("d", new(0, 1, 0, 0, 0), [new("a.b", "a", "b", ChangeAction.Update, null, [leaky])], [], [])));
    }

    [Fact]
    public void A_long_output_has_an_item_on_each_line()
    {
        var long1 = new { ada = new string('a', 40), alan = new string('b', 40) };
        Assert.Equal(
            ["Outputs:", "  short  = {x: 1}", "  people = {", $"      ada: \"{long1.ada}\"", $"      alan: \"{long1.alan}\"", "    }", "  secret = (sensitive)"],
            OutputsText.Of([new("short", Json(new { x = 1 }), false), new("people", Json(long1), false), new("secret", null, true)]).Select(line => line.ToString()));
    }

    [Fact]
    public void What_a_terminal_would_obey_is_taken_out() => Assert.Equal("red  plain?x", PlainText.Of("\e[31mred\e[0m \tplain\u0007x\e]0;title\a"));

    private static string Text(PlanResponse plan, RunOperation operation = RunOperation.Plan) => string.Concat(PlanText.Of(plan, operation, "hello in local").Select(line => line + "\n"));

    private static AttributeChange Attribute(string path, object? before, object? after, bool sensitive = false, bool unknown = false, bool forces = false) =>
        new(path, before is null ? null : Json(before), after is null ? null : Json(after), sensitive, unknown, forces);

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
