# Credentials, and the endpoint of a stand-in where there is no AWS, come from the environment (docs/aws-local.md).
provider "aws" {
  region                      = local.region
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "vpc" })
  }
}

# A provider that needs every input makes no call before all of them were found good.
locals {
  inputs = [
    var.address_plan, var.availability_zones, var.namespace, var.tenant, var.environment, var.stage, var.owner,
    var.cost_center, var.tags, var.single_nat_gateway, var.flow_log_retention_days,
  ]
  region = length(local.inputs) > 0 ? var.region : null
}
