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

resource "aws_kms_alias" "this" {
  for_each = aws_kms_replica_key.this

  name          = "alias/${local.name}-${each.key}"
  target_key_id = each.value.key_id
}
