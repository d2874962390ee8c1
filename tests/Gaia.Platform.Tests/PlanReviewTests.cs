using System.Text.Json.Nodes;

namespace Gaia.Platform.Tests;

/// <summary>Prod's plan passes the check list; and each rule of the list fires when its attribute is spoilt.</summary>
[Collection("terraform")]
public sealed class PlanReviewTests(ProdPlan plan) : IClassFixture<ProdPlan>
{
    public static TheoryData<string, string, string, string> Spoilt => new()
    {
        { "aws_db_instance.primary", "storage_encrypted", "false", "encryption: storage_encrypted" },
        { "aws_db_instance.primary", "publicly_accessible", "true", "public access: publicly_accessible" },
        { "aws_db_instance.primary", "multi_az", "false", "backups: multi_az" },
        { "aws_db_instance.primary", "deletion_protection", "false", "backups: deletion_protection" },
        { "aws_db_instance.primary", "backup_retention_period", "7", "backups: backup_retention_period" },
        { "aws_db_instance.primary", "tags_all", """{"Stack": "prod-us-east-1-prod"}""", "tags: lacks the tags Stage, Owner, CostCenter, ManagedBy" },
        { "aws_db_parameter_group.this", "parameter", "[]", "TLS: rds.force_ssl" },
        { "aws_elasticache_replication_group.this", "transit_encryption_enabled", "false", "TLS: transit_encryption_enabled" },
        { "aws_elasticache_replication_group.this", "at_rest_encryption_enabled", "\"false\"", "encryption: at_rest_encryption_enabled" },
        { "aws_eks_cluster.this", "encryption_config", "[]", "encryption: encryption_config" },
        { "aws_eks_cluster.this", "vpc_config", """[{"endpoint_public_access": true, "public_access_cidrs": ["0.0.0.0/0"]}]""", "public access: a public endpoint" },
        { "aws_kms_key.this[\"data\"]", "enable_key_rotation", "false", "encryption: enable_key_rotation" },
        { "aws_launch_template.node[\"general\"]", "block_device_mappings", "[]", "encryption: every disk" },
        { "aws_launch_template.node[\"general\"]", "metadata_options", """[{"http_tokens": "optional"}]""", "least privilege: metadata_options" },
        { "aws_lb_listener.https", "ssl_policy", "\"ELBSecurityPolicy-2016-08\"", "TLS: ssl_policy" },
        { "aws_lb_listener.http", "default_action", """[{"type": "forward"}]""", "TLS: plain HTTP" },
        { "aws_vpc_security_group_ingress_rule.load_balancer[\"http\"]", "from_port", "22", "public access: only ports 80 and 443" },
        { "aws_vpc_security_group_ingress_rule.nodes_among_themselves", "cidr_ipv6", "\"::/0\"", "public access: only ports 80 and 443" },
        { "module.bucket[\"backups\"].aws_s3_bucket_versioning.this", "versioning_configuration", """[{"status": "Suspended"}]""", "backups: must keep versions" },
        { "module.bucket[\"techdocs\"].aws_s3_bucket_public_access_block.this", "block_public_policy", "false", "public access: must have a public access block" },
        { "module.bucket[\"artifacts\"].aws_s3_bucket_server_side_encryption_configuration.this", "rule", "[]", "encryption: must have a server-side" },
        { "module.logs_bucket.data.aws_iam_policy_document.this", "statement", "[]", "TLS: its policy must refuse" },
        { "data.aws_iam_policy_document.service_account[\"api\"]", "statement", """[{"actions": ["s3:*"], "resources": ["arn:aws:s3:::x/*"]}]""", "least privilege: allows s3:*" },
        { "data.aws_iam_policy_document.service_account[\"worker\"]", "statement", """[{"actions": ["secretsmanager:GetSecretValue"], "resources": ["*"]}]""", "least privilege: allows secretsmanager:GetSecretValue on every resource" },
        { "data.aws_iam_policy_document.topic[\"alarms\"]", "statement", """[{"sid": "Services", "actions": ["sns:Publish"], "resources": ["*"], "principals": [{"type": "Service", "identifiers": ["cloudwatch.amazonaws.com"]}]}]""", "least privilege: statement Services must say on whose behalf" },
        { "aws_iam_role_policy_attachment.service_account[\"ebs-csi-controller-sa\"]", "policy_arn", "\"arn:aws:iam::aws:policy/AdministratorAccess\"", "least privilege: nobody needs" },
        { "aws_backup_plan.this", "rule", """[{"rule_name": "daily", "copy_action": []}]""", "backups: rule daily must copy" },
    };

    [Fact]
    public async Task Prod_passes_the_check_list()
    {
        await plan.NeededAsync();
        var review = await Python.CheckAsync("review_plan.py", plan.Json, "--stage", "prod");
        Assert.True(review.ExitCode == 0, review.Everything);
    }

    [Fact]
    public async Task Everything_the_platform_is_made_of_is_planned()
    {
        await plan.NeededAsync();
        var planned = plan.Parsed()["resource_changes"]!.AsArray().Select(change => (string)change!["type"]!).ToHashSet();
        Assert.Empty(ResourceTypes.Prod.Except(planned));
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task A_rule_fires_when_its_attribute_is_spoilt(string address, string attribute, string value, string expected)
    {
        await plan.NeededAsync();
        var spoilt = plan.Parsed();
        var change = spoilt["resource_changes"]!.AsArray().Single(each => (string)each!["address"]! == address)!["change"]!;
        change["after"]![attribute] = JsonNode.Parse(value);
        change["after_unknown"]!.AsObject().Remove(attribute);

        var review = await Python.CheckAsync("review_plan.py", spoilt.ToJsonString(), "--stage", "prod");

        Assert.Equal(1, review.ExitCode);
        Assert.Contains(review.Output.Split('\n'), line => line.Contains($": {expected}", StringComparison.Ordinal));
    }
}
