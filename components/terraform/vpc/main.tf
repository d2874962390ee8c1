module "network" {
  source = "../modules/network"

  name                    = local.name
  region                  = var.region
  cidr                    = local.cidr
  availability_zones      = var.availability_zones
  single_nat_gateway      = var.single_nat_gateway
  flow_log_retention_days = var.flow_log_retention_days
  log_key_arn             = aws_kms_key.logs.arn
  interface_endpoints     = var.interface_endpoints
}
