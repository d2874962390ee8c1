locals {
  # One key per kind of data: whoever may read logs need not be able to read the database.
  # multi_region keys can be replicated to the standby region by idp-dr.
  keys = {
    cluster = { purpose = "Kubernetes secrets and node disks", multi_region = false }
    data    = { purpose = "database, cache, secrets and restore points", multi_region = true }
    storage = { purpose = "buckets", multi_region = true }
    logs    = { purpose = "CloudWatch logs and CloudTrail", multi_region = false }
    alarms  = { purpose = "notifications", multi_region = false }
  }

  # Who else uses a key, and only for what is this account's own: a service acts for anybody who asks it to.
  key_users = {
    cluster = [{
      principal = { type = "AWS", identifiers = ["arn:${local.partition}:iam::${local.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"] }
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      condition = null
      }, {
      # The disks of nodes are attached by EC2, under a grant.
      principal = { type = "AWS", identifiers = ["arn:${local.partition}:iam::${local.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"] }
      actions   = ["kms:CreateGrant"]
      condition = { test = "Bool", variable = "kms:GrantIsForAWSResource", values = ["true"] }
    }]
    logs = [{
      principal = { type = "Service", identifiers = ["logs.${var.region}.amazonaws.com"] }
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      condition = { test = "ArnLike", variable = "kms:EncryptionContext:aws:logs:arn", values = ["arn:${local.partition}:logs:${var.region}:${local.account_id}:log-group:*"] }
      }, {
      principal = { type = "Service", identifiers = ["cloudtrail.amazonaws.com"] }
      actions   = ["kms:GenerateDataKey*", "kms:DescribeKey"]
      condition = { test = "StringEquals", variable = "aws:SourceArn", values = [local.trail_arn] }
    }]
    alarms = [{
      principal = { type = "Service", identifiers = ["cloudwatch.amazonaws.com"] }
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      condition = { test = "StringEquals", variable = "aws:SourceAccount", values = [local.account_id] }
    }]
  }
}

data "aws_iam_policy_document" "key" {
  for_each = local.keys

  # Access is then given by IAM policies, as for everything else in the account.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account_id}:root"]
    }
  }

  dynamic "statement" {
    for_each = try(local.key_users[each.key], [])

    content {
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = statement.value.principal.type
        identifiers = statement.value.principal.identifiers
      }

      dynamic "condition" {
        for_each = statement.value.condition == null ? [] : [statement.value.condition]

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_kms_key" "this" {
  for_each = local.keys

  description             = "${local.name}: ${each.value.purpose}"
  multi_region            = each.value.multi_region
  enable_key_rotation     = true
  deletion_window_in_days = local.protected ? 30 : 7
  policy                  = data.aws_iam_policy_document.key[each.key].json
}

resource "aws_kms_alias" "this" {
  for_each = local.keys

  name          = "alias/${local.name}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}
