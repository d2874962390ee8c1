# Credentials, and the endpoint of a stand-in where there is no AWS, come from the environment (docs/aws-local.md).
provider "aws" {
  region                      = local.region
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "idp-dr" })
  }
}

# The region that is stood by for: replication is set up on its buckets.
provider "aws" {
  alias                       = "primary"
  region                      = length(local.inputs) > 0 ? var.primary_region : null
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "idp-dr" })
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
    var.namespace, var.tenant, var.environment, var.stage, var.owner, var.cost_center, var.tags,
    var.primary_region, var.primary, var.network, var.serving, var.request_limit, var.database,
    var.noncurrent_version_days, var.log_retention_days, var.alarm_emails, var.deletion_protection, var.teardown,
  ]
  region = length(local.inputs) > 0 ? var.region : null
}
