locals {
  # Each row: a title and its metrics as CloudWatch writes them, [namespace, metric, dimension, value].
  dashboard_rows = [
    { title = "Requests", metrics = [
      ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", aws_lb.this.arn_suffix],
      ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", aws_lb.this.arn_suffix],
    ] },
    { title = "Answer time", metrics = [
      ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", aws_lb.this.arn_suffix],
    ] },
    { title = "Database", metrics = [
      ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", aws_db_instance.primary.identifier],
      ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", aws_db_instance.primary.identifier],
    ] },
    { title = "Cache", metrics = [
      ["AWS/ElastiCache", "EngineCPUUtilization", "ReplicationGroupId", aws_elasticache_replication_group.this.id],
    ] },
    { title = "Who knocks", metrics = [for metric in keys(local.trail_metrics) : ["Gaia/${local.name}", metric]] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name

  dashboard_body = jsonencode({
    widgets = [for index, row in local.dashboard_rows : {
      type   = "metric"
      x      = index % 2 * 12
      y      = floor(index / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = row.title
        region  = var.region
        period  = 60
        metrics = row.metrics
      }
    }]
  })
}
