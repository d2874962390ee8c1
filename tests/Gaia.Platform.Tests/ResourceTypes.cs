namespace Gaia.Platform.Tests;

/// <summary>What the platform is made of; a type that goes missing here is a part of it that went missing.</summary>
internal static class ResourceTypes
{
    public static readonly string[] Network =
    [
        "aws_default_security_group", "aws_eip", "aws_flow_log", "aws_internet_gateway", "aws_nat_gateway", "aws_route",
        "aws_route_table", "aws_route_table_association", "aws_subnet", "aws_vpc", "aws_vpc_endpoint",
    ];

    public static readonly string[] Platform =
    [
        "aws_acm_certificate", "aws_acm_certificate_validation", "aws_backup_plan", "aws_backup_selection", "aws_backup_vault",
        "aws_budgets_budget", "aws_cloudtrail", "aws_cloudwatch_dashboard", "aws_cloudwatch_log_group",
        "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_metric_alarm", "aws_db_instance", "aws_db_parameter_group",
        "aws_db_subnet_group", "aws_eks_addon", "aws_eks_cluster", "aws_eks_node_group", "aws_elasticache_parameter_group",
        "aws_elasticache_replication_group", "aws_elasticache_subnet_group", "aws_iam_openid_connect_provider", "aws_iam_role",
        "aws_iam_role_policy", "aws_kms_alias", "aws_kms_key", "aws_launch_template", "aws_lb", "aws_lb_listener",
        "aws_lb_target_group", "aws_route53_health_check", "aws_route53_record", "aws_route53_zone", "aws_s3_bucket",
        "aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_logging", "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block", "aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_versioning",
        "aws_secretsmanager_secret", "aws_secretsmanager_secret_version", "aws_security_group", "aws_sns_topic",
        "aws_sns_topic_policy", "aws_sns_topic_subscription", "aws_vpc_security_group_egress_rule",
        "aws_vpc_security_group_ingress_rule", "aws_wafv2_web_acl", "aws_wafv2_web_acl_association",
        "aws_wafv2_web_acl_logging_configuration",
    ];

    /// <summary>Where backups leave the region.</summary>
    public static readonly string[] Prod = [.. Platform, "aws_s3_bucket_replication_configuration"];

    public static readonly string[] Standby =
    [
        "aws_acm_certificate", "aws_db_instance", "aws_kms_replica_key", "aws_lb_listener", "aws_route53_health_check",
        "aws_route53_record", "aws_s3_bucket", "aws_s3_bucket_replication_configuration", "aws_wafv2_web_acl_association",
    ];
}
