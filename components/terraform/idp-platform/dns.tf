resource "aws_route53_zone" "this" {
  name          = var.domain
  comment       = "Platform ${local.stack}."
  force_destroy = !local.protected
}

resource "aws_route53_record" "application" {
  zone_id = aws_route53_zone.this.zone_id
  name    = "app.${var.domain}"
  type    = "A"

  set_identifier  = var.failover ? "primary" : null
  health_check_id = var.failover ? aws_route53_health_check.application.id : null

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = true
  }

  dynamic "failover_routing_policy" {
    for_each = var.failover ? ["PRIMARY"] : []

    content {
      type = failover_routing_policy.value
    }
  }
}

resource "aws_route53_record" "database" {
  zone_id = aws_route53_zone.this.zone_id
  name    = "db.${var.domain}"
  type    = "CNAME"
  ttl     = 60
  records = [aws_db_instance.primary.address]
}

# Asks the load balancer itself, not the failover record that depends on the answer.
resource "aws_route53_health_check" "application" {
  fqdn              = aws_lb.this.dns_name
  type              = "HTTPS"
  port              = 443
  resource_path     = "/health"
  failure_threshold = 3
  request_interval  = 30

  # A disabled check counts as healthy; inverted, as failed.
  disabled           = !var.serving
  invert_healthcheck = !var.serving

  tags = { Name = "${local.name}-application" }
}
