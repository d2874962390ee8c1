# From the first day: the load balancer has an address before it serves.
module "firewall" {
  source = "../modules/firewall"

  name               = "${local.name}-standby"
  load_balancer_arn  = aws_lb.this.arn
  request_limit      = var.request_limit
  log_retention_days = var.log_retention_days
  log_key_arn        = aws_kms_key.this["logs"].arn
}
