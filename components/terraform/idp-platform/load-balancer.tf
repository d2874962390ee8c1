resource "aws_lb" "this" {
  name                       = local.name
  load_balancer_type         = "application"
  internal                   = false
  security_groups            = [aws_security_group.load_balancer.id]
  subnets                    = local.network.public_subnet_ids
  drop_invalid_header_fields = true
  enable_deletion_protection = local.protected
  idle_timeout               = 120

  access_logs {
    bucket  = module.logs_bucket.name
    prefix  = "alb"
    enabled = true
  }
}

# Two colours of the application. Pods register themselves by address; weights move the traffic.
resource "aws_lb_target_group" "application" {
  for_each = var.traffic

  name                 = "${local.name}-${each.key}"
  port                 = local.ports.application
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = local.network.vpc_id
  deregistration_delay = 30

  health_check {
    path                = "/health"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  default_action {
    type = "forward"

    forward {
      dynamic "target_group" {
        for_each = var.traffic

        content {
          arn    = aws_lb_target_group.application[target_group.key].arn
          weight = target_group.value
        }
      }

      # A caller stays with the colour it met until the weights move on.
      stickiness {
        enabled  = true
        duration = 600
      }
    }
  }
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
