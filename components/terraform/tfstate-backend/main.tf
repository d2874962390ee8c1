# The bucket that holds the stack's states, its own among them: applied once with a local backend, after which
# `terraform init -migrate-state` moves that state in here (`gaia workflow bootstrap`).
# Locks are S3's own: a .tflock object beside the state, made by a conditional write.
data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "state" {
  description             = "${local.name}: Terraform states"
  enable_key_rotation     = true
  deletion_window_in_days = local.protected ? 30 : 7
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "state" {
  name          = "alias/${local.name}-tfstate"
  target_key_id = aws_kms_key.state.key_id
}

# Named by the stack: no two stacks keep their states in one bucket, and a bucket's name is its own in all accounts.
locals {
  bucket = "${var.namespace}-${local.stack}-tfstate"
}

module "bucket" {
  source = "../modules/private-bucket"

  name          = local.bucket
  encryption    = { kms_key_arn = aws_kms_key.state.arn }
  force_destroy = !local.protected

  lifecycle_rules = [{
    id                      = "old-versions"
    noncurrent_version_days = var.noncurrent_version_days
  }]
}
