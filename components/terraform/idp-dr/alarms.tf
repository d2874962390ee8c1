resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-standby-alarms"
  kms_master_key_id = aws_kms_key.this["alarms"].key_id
}

resource "aws_sns_topic_subscription" "alarm_email" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

# What would be lost if the primary went now.
resource "aws_cloudwatch_metric_alarm" "replica_lag" {
  alarm_name          = "${local.name}-standby-replica-lag"
  alarm_description   = "The standby database is more than five minutes behind: the recovery point objective is missed."
  namespace           = "AWS/RDS"
  metric_name         = "ReplicaLag"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.standby.identifier }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 5
  threshold           = 300
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = var.promoted ? "notBreaching" : "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
