# The primary's keys, in this region: what was encrypted there can be read here when there is gone.
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account_id}:root"]
    }
  }
}

resource "aws_kms_replica_key" "this" {
  for_each = toset(["data", "storage"])

  description             = "${local.name}: ${each.key}, replica of ${var.primary_region}"
  primary_key_arn         = var.primary.keys[each.key]
  deletion_window_in_days = local.protected ? 30 : 7
  policy                  = data.aws_iam_policy_document.key.json
}

# The region's own: a service may use them for what is this account's own.
locals {
  own_keys = {
    logs = {
      service   = "logs.${var.region}.amazonaws.com"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      condition = { test = "ArnLike", variable = "kms:EncryptionContext:aws:logs:arn", value = "arn:${local.partition}:logs:${var.region}:${local.account_id}:log-group:*" }
    }
    alarms = {
      service   = "cloudwatch.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      condition = { test = "StringEquals", variable = "aws:SourceAccount", value = local.account_id }
    }
  }
}

data "aws_iam_policy_document" "own_key" {
  for_each = local.own_keys

  source_policy_documents = [data.aws_iam_policy_document.key.json]

  statement {
    sid       = "Service"
    actions   = each.value.actions
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = [each.value.service]
    }

    condition {
      test     = each.value.condition.test
      variable = each.value.condition.variable
      values   = [each.value.condition.value]
    }
  }
}

resource "aws_kms_key" "this" {
  for_each = local.own_keys

  description             = "${local.name}: ${each.key} of the standby"
  enable_key_rotation     = true
  deletion_window_in_days = local.protected ? 30 : 7
  policy                  = data.aws_iam_policy_document.own_key[each.key].json
}

resource "aws_kms_alias" "this" {
  for_each = merge(aws_kms_replica_key.this, aws_kms_key.this)

  name          = "alias/${local.name}-${each.key}"
  target_key_id = each.value.key_id
}
