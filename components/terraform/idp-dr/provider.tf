# Credentials, and the endpoint of a stand-in where there is no AWS, come from the environment (docs/aws-local.md).
provider "aws" {
  region                      = var.region
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
  region                      = var.primary_region
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
