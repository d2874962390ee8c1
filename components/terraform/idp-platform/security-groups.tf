# internet -> load balancer -> nodes -> database, cache. Rules name groups, not addresses.
locals {
  ports = { application = 8080, database = 5432, cache = 6379 }
}

resource "aws_security_group" "load_balancer" {
  name        = "${local.name}-alb"
  description = "Load balancer: HTTP and HTTPS from anywhere, out to the nodes only."
  vpc_id      = local.network.vpc_id

  tags = { Name = "${local.name}-alb" }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  for_each = { http = 80, https = 443 }

  security_group_id = aws_security_group.load_balancer.id
  description       = "${each.key} from anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_nodes" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "the application on the nodes"
  referenced_security_group_id = aws_security_group.nodes.id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.application
  to_port                      = local.ports.application
}

resource "aws_security_group" "nodes" {
  name        = "${local.name}-nodes"
  description = "EKS nodes: the application's port from the load balancer, anything among themselves."
  vpc_id      = local.network.vpc_id

  tags = { Name = "${local.name}-nodes" }
}

resource "aws_vpc_security_group_ingress_rule" "nodes_from_load_balancer" {
  security_group_id            = aws_security_group.nodes.id
  description                  = "the application from the load balancer"
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.application
  to_port                      = local.ports.application
}

resource "aws_vpc_security_group_ingress_rule" "nodes_among_themselves" {
  security_group_id            = aws_security_group.nodes.id
  description                  = "pods on other nodes"
  referenced_security_group_id = aws_security_group.nodes.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "nodes" {
  security_group_id = aws_security_group.nodes.id
  description       = "images, AWS, webhooks"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# Neither database nor cache may open a connection: no egress rule.
resource "aws_security_group" "store" {
  for_each = toset(["database", "cache"])

  name        = "${local.name}-${each.key}"
  description = "The ${each.key}: from the nodes only."
  vpc_id      = local.network.vpc_id

  tags = { Name = "${local.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "store_from_nodes" {
  for_each = aws_security_group.store

  security_group_id            = each.value.id
  description                  = "the application on the nodes"
  referenced_security_group_id = aws_security_group.nodes.id
  ip_protocol                  = "tcp"
  from_port                    = local.ports[each.key]
  to_port                      = local.ports[each.key]
}
