# AWS gives the same validation record to every certificate of a domain and account: the primary's zone has it.
resource "aws_acm_certificate" "this" {
  domain_name               = var.primary.zone.domain
  subject_alternative_names = ["*.${var.primary.zone.domain}"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn = aws_acm_certificate.this.arn
}

resource "aws_lb" "this" {
  name                       = "${local.name}-standby"
  load_balancer_type         = "application"
  internal                   = false
  security_groups            = [aws_security_group.this["alb"].id]
  subnets                    = var.network.public_subnet_ids
  drop_invalid_header_fields = true
  enable_deletion_protection = local.protected
}

resource "aws_lb_target_group" "application" {
  name                 = "${local.name}-standby"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.network.vpc_id
  deregistration_delay = 30

  health_check {
    path    = "/health"
    matcher = "200"
  }
}

# Until it serves the standby says so, rather than answer from a database that it may not write to.
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      status_code  = "503"
      content_type = "text/plain"
      message_body = "The platform is being moved to another region. Please come back in a few minutes."
    }
  }
}

resource "aws_lb_listener_rule" "serve" {
  count = var.serving ? 1 : 0

  listener_arn = aws_lb_listener.https.arn
  priority     = 1

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.application.arn
  }

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  # Nobody is let in before the database can be written to.
  depends_on = [aws_db_instance.standby]
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
