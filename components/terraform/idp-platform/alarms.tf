locals {
  database_dimensions = { DBInstanceIdentifier = aws_db_instance.primary.identifier }
  cache_dimensions    = { ReplicationGroupId = aws_elasticache_replication_group.this.id }
  balancer_dimensions = { LoadBalancer = aws_lb.this.arn_suffix }

  # Over (or, with below, under) the threshold in `minutes` minutes on end.
  alarms = merge({
    database-cpu = { namespace = "AWS/RDS", metric = "CPUUtilization", threshold = 80, minutes = 10, dimensions = local.database_dimensions
    why = "The database is short of processor: look at Performance Insights before adding any." }
    database-storage = { namespace = "AWS/RDS", metric = "FreeStorageSpace", threshold = 5 * pow(1024, 3), minutes = 5, below = true, dimensions = local.database_dimensions
    why = "Less than 5 GB free: raise database.max_allocated_storage_gb." }
    database-memory = { namespace = "AWS/RDS", metric = "FreeableMemory", threshold = 256 * pow(1024, 2), minutes = 10, below = true, dimensions = local.database_dimensions
    why = "Less than 256 MB free: connections or work_mem are too many for the class." }
    cache-cpu = { namespace = "AWS/ElastiCache", metric = "EngineCPUUtilization", threshold = 80, minutes = 10, dimensions = local.cache_dimensions
    why = "One core serves a shard: add shards." }
    cache-memory = { namespace = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage", threshold = 85, minutes = 10, dimensions = local.cache_dimensions
    why = "Keys will soon be evicted." }
    balancer-errors = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_ELB_5XX_Count", statistic = "Sum", threshold = 10, minutes = 5, dimensions = local.balancer_dimensions
    why = "The load balancer finds nobody to answer." }
    application-errors = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", threshold = 25, minutes = 5, dimensions = local.balancer_dimensions
    why = "The application answers with faults." }
    application-latency = { namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", threshold = 2, minutes = 10, dimensions = local.balancer_dimensions
    why = "Answers take more than two seconds on average." }
    failed-logins = { namespace = "Gaia/${local.name}", metric = "FailedLogins", statistic = "Sum", threshold = 3, minutes = 5, dimensions = {}
    why = "Somebody tries passwords at the console." }
    denied-calls = { namespace = "Gaia/${local.name}", metric = "DeniedCalls", statistic = "Sum", threshold = 25, minutes = 5, dimensions = {}
    why = "Something calls what it may not: a missing permission, or an intruder." }
    }, {
    for index, replica in aws_db_instance.replica : "replica-${index + 1}-lag" => {
      namespace = "AWS/RDS", metric = "ReplicaLag", threshold = 60, minutes = 5, dimensions = { DBInstanceIdentifier = replica.identifier }
      why       = "The read replica is more than a minute behind."
    }
  })
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = each.value.why
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = lookup(each.value, "statistic", "Average")
  period              = 60
  evaluation_periods  = each.value.minutes
  threshold           = each.value.threshold
  comparison_operator = lookup(each.value, "below", false) ? "LessThanThreshold" : "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this["alarms"].arn]
  ok_actions          = [aws_sns_topic.this["alarms"].arn]
}
