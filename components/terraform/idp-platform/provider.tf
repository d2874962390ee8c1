# Credentials, and the endpoint of a stand-in where there is no AWS, come from the environment (docs/aws-local.md).
provider "aws" {
  region                      = local.region
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "idp-platform" })
  }
}

# Where copies of backups go. Without a replica region nothing is made with it.
provider "aws" {
  alias                       = "replica"
  region                      = coalesce(var.replica_region, local.region)
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "idp-platform" })
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
}

# A provider that needs every input makes no call before all of them were found good.
locals {
  inputs = [
    var.address_plan, var.availability_zones, var.namespace, var.tenant, var.environment, var.stage, var.owner,
    var.cost_center, var.tags, var.cluster, var.node_groups, var.database, var.cache, var.storage, var.backup,
    var.domain, var.traffic, var.serving, var.request_limit, var.network, var.single_nat_gateway,
    var.log_retention_days, var.alarm_emails, var.budget_emails, var.monthly_budget_usd, var.deletion_protection, var.teardown,
    var.replica_region,
  ]
  region = length(local.inputs) > 0 ? var.region : null
}
