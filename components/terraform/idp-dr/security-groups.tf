# internet -> load balancer -> application -> database; the application's group awaits the standby's nodes.
resource "aws_security_group" "this" {
  for_each = {
    alb         = "Load balancer: HTTP and HTTPS from anywhere, out to the application only."
    application = "The application: its port from the load balancer."
    database    = "The database: from the application only."
  }

  name        = "${local.name}-standby-${each.key}"
  description = each.value
  vpc_id      = var.network.vpc_id

  tags = { Name = "${local.name}-standby-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  for_each = { http = 80, https = 443 }

  security_group_id = aws_security_group.this["alb"].id
  description       = "${each.key} from anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
}

resource "aws_vpc_security_group_egress_rule" "load_balancer" {
  security_group_id            = aws_security_group.this["alb"].id
  description                  = "the application"
  referenced_security_group_id = aws_security_group.this["application"].id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "chain" {
  for_each = {
    application = { from = "alb", port = 8080 }
    database    = { from = "application", port = 5432 }
  }

  security_group_id            = aws_security_group.this[each.key].id
  description                  = "from the ${each.value.from}"
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "application" {
  security_group_id = aws_security_group.this["application"].id
  description       = "images, AWS, webhooks"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
