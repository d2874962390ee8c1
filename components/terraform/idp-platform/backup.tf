resource "aws_backup_vault" "this" {
  name          = local.name
  kms_key_arn   = aws_kms_key.this["data"].arn
  force_destroy = !local.protected
}

resource "aws_backup_vault" "replica" {
  count    = local.replicated
  provider = aws.replica

  name          = "${local.name}-copy"
  kms_key_arn   = aws_kms_key.replica[0].arn
  force_destroy = !local.protected
}

locals {
  backup_rules = {
    for name, rule in {
      daily   = { schedule = "cron(0 5 ? * * *)", days = var.backup.daily_retention_days }
      monthly = { schedule = "cron(0 6 1 * ? *)", days = var.backup.monthly_retention_days }
    } : name => rule if rule.days > 0
  }
}

resource "aws_backup_plan" "this" {
  name = local.name

  dynamic "rule" {
    for_each = local.backup_rules

    content {
      rule_name         = rule.key
      target_vault_name = aws_backup_vault.this.name
      schedule          = rule.value.schedule
      start_window      = 60
      completion_window = 360

      lifecycle {
        delete_after = rule.value.days
      }

      dynamic "copy_action" {
        for_each = aws_backup_vault.replica

        content {
          destination_vault_arn = copy_action.value.arn

          lifecycle {
            delete_after = rule.value.days
          }
        }
      }
    }
  }
}

data "aws_iam_policy_document" "backup_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "${local.name}-backup"
  description        = "Lets AWS Backup take and restore restore points."
  assume_role_policy = data.aws_iam_policy_document.backup_assume.json
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = toset(["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"])

  role       = aws_iam_role.backup.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/${each.key}"
}

resource "aws_backup_selection" "database" {
  name         = "database"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_db_instance.primary.arn]
}
