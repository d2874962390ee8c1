module "network" {
  source = "../modules/network"
  count  = var.network == null ? 1 : 0

  name                    = local.name
  region                  = var.region
  cidr                    = local.cidr
  availability_zones      = var.availability_zones
  single_nat_gateway      = var.single_nat_gateway
  flow_log_retention_days = var.log_retention_days
  log_key_arn             = aws_kms_key.this["logs"].arn
}

locals {
  network = var.network != null ? var.network : module.network[0].network
}
