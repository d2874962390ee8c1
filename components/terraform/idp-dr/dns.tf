# Route 53 answers with this record when the primary's health check fails.
resource "aws_route53_record" "application" {
  zone_id        = var.primary.zone.id
  name           = "app.${var.primary.zone.domain}"
  type           = "A"
  set_identifier = "secondary"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = false
  }

  failover_routing_policy {
    type = "SECONDARY"
  }
}

resource "aws_route53_record" "database" {
  zone_id = var.primary.zone.id
  name    = "db-standby.${var.primary.zone.domain}"
  type    = "CNAME"
  ttl     = 60
  records = [aws_db_instance.standby.address]
}

resource "aws_route53_health_check" "standby" {
  fqdn              = aws_lb.this.dns_name
  type              = "HTTPS_STR_MATCH"
  port              = 443
  resource_path     = "/health"
  search_string     = "Healthy"
  failure_threshold = 3
  request_interval  = 30
  # Until it serves, the standby has nothing to be healthy about.
  disabled = !var.serving

  tags = { Name = "${local.name}-standby" }
}
