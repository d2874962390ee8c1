namespace Gaia.Platform.Tests;

/// <summary>What stacks/checks/drift.py names in plan JSON, and what it leaves out.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task Nothing_changed_is_no_drift()
    {
        Needs.Interpreter();
        var found = await Python.CheckAsync("drift.py", """
            {
              "resource_changes": [{ "address": "aws_s3_bucket.this", "mode": "managed", "change": { "actions": ["no-op"], "before": {}, "after": {} } }],
              "resource_drift": [
                { "address": "aws_db_instance.primary", "mode": "managed", "change": { "actions": ["update"],
                    "before": { "latest_restorable_time": "10:00", "tags": null }, "after": { "latest_restorable_time": "10:05", "tags": {} } } }
              ]
            }
            """);
        Assert.Equal(0, found.ExitCode);
        Assert.Empty(found.Output);
    }

    [Fact]
    public async Task A_changed_tag_and_a_foreign_rule_are_named()
    {
        Needs.Interpreter();
        var found = await Python.CheckAsync("drift.py", """
            {
              "resource_changes": [{ "address": "aws_vpc.this", "mode": "managed", "change": { "actions": ["update"],
                  "before": { "tags": { "Owner": "me" } }, "after": { "tags": { "Owner": "the team" } } } }],
              "resource_drift": [
                { "address": "aws_security_group.nodes", "mode": "managed", "change": { "actions": ["update"],
                    "before": { "ingress": [] }, "after": { "ingress": [{ "from_port": 22 }] } } },
                { "address": "aws_sns_topic.this", "mode": "managed", "change": { "actions": ["delete"], "before": {}, "after": null } }
              ]
            }
            """);
        Assert.Equal(2, found.ExitCode);
        Assert.Equal(
            [
                "aws_security_group.nodes was changed by other hands: ingress",
                "aws_sns_topic.this is gone",
                "aws_vpc.this would be set right: tags",
            ],
            found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
