locals {
  # One key per kind of data: whoever may read logs need not be able to read the database.
  # multi_region keys can be replicated to the standby region by idp-dr.
  keys = {
    cluster = { purpose = "Kubernetes secrets and node disks", multi_region = false, services = [] }
    data    = { purpose = "database, cache, secrets and restore points", multi_region = true, services = [] }
    storage = { purpose = "buckets", multi_region = true, services = [] }
    logs    = { purpose = "CloudWatch logs and CloudTrail", multi_region = false, services = ["logs.${var.region}.amazonaws.com", "cloudtrail.amazonaws.com"] }
    alarms  = { purpose = "notifications", multi_region = false, services = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"] }
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
    for_each = length(each.value.services) == 0 ? [] : [each.value.services]

    content {
      sid       = "Services"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = statement.value
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
