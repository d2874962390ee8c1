# alarms: for people. events: what the platform tells other systems.
resource "aws_sns_topic" "this" {
  for_each = toset(["alarms", "events"])

  name              = "${local.name}-${each.key}"
  kms_master_key_id = aws_kms_key.this["alarms"].key_id
}

data "aws_iam_policy_document" "topic" {
  for_each = aws_sns_topic.this

  statement {
    sid       = "Services"
    actions   = ["sns:Publish"]
    resources = [each.value.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }

  statement {
    sid       = "RefuseWithoutTls"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [each.value.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = aws_sns_topic.this

  arn    = each.value.arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sns_topic_subscription" "alarm_email" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.this["alarms"].arn
  protocol  = "email"
  endpoint  = each.key
}
