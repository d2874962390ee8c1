resource "aws_cloudwatch_log_group" "application" {
  name              = "/gaia/${local.name}-standby/application"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this["logs"].arn
}
