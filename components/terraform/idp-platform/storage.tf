# artifacts: archives, plans, state versions, run logs of Gaia. backups: dumps. techdocs: published pages.
# logs: what AWS itself writes; only S3's own encryption lets every log delivery in.
module "logs_bucket" {
  source = "../modules/private-bucket"

  name              = "${local.name}-logs-${local.account_id}"
  policy_statements = [data.aws_iam_policy_document.log_delivery.json]
  force_destroy     = !local.protected

  lifecycle_rules = [{
    id                      = "expire"
    archive_days            = var.storage.logs_expire_days > 90 ? 90 : null
    expire_days             = var.storage.logs_expire_days
    noncurrent_version_days = var.storage.noncurrent_version_days
  }]
}

module "bucket" {
  source   = "../modules/private-bucket"
  for_each = local.bucket_rules

  name            = "${local.name}-${each.key}-${local.account_id}"
  encryption      = { kms_key_arn = aws_kms_key.this["storage"].arn }
  access_log      = { bucket = module.logs_bucket.name }
  lifecycle_rules = each.value
  force_destroy   = !local.protected
}

locals {
  bucket_rules = {
    artifacts = [
      { id = "all", infrequent_access_days = 90, noncurrent_version_days = var.storage.noncurrent_version_days },
      { id = "scratch", prefix = "tmp/", expire_days = 7, noncurrent_version_days = 1 },
    ]
    backups = [{
      id                      = "all"
      archive_days            = 30
      expire_days             = var.storage.backups_expire_days
      noncurrent_version_days = var.storage.noncurrent_version_days
    }]
    techdocs = [{ id = "all", noncurrent_version_days = var.storage.noncurrent_version_days }]
  }
}

data "aws_elb_service_account" "current" {}

data "aws_iam_policy_document" "log_delivery" {
  statement {
    sid       = "LoadBalancer"
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${local.name}-logs-${local.account_id}/alb/*"]

    principals {
      type        = "AWS"
      identifiers = [data.aws_elb_service_account.current.arn]
    }
  }

  statement {
    sid       = "CloudTrailAsksWhoseBucket"
    actions   = ["s3:GetBucketAcl"]
    resources = ["arn:${local.partition}:s3:::${local.name}-logs-${local.account_id}"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }

  statement {
    sid       = "CloudTrail"
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${local.name}-logs-${local.account_id}/cloudtrail/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }

  statement {
    sid       = "AccessLogsOfBuckets"
    actions   = ["s3:PutObject"]
    resources = ["arn:${local.partition}:s3:::${local.name}-logs-${local.account_id}/s3/*"]

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}
