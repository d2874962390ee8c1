# Credentials, and the endpoint of a stand-in where there is no AWS, come from the environment (docs/aws-local.md).
provider "aws" {
  region                      = var.region
  max_retries                 = 3
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = merge(local.tags, { Component = "vpc" })
  }
}
