# Backups leave the region as they are written.
locals {
  replicated = var.replica_region == null ? 0 : 1
}

resource "aws_kms_key" "replica" {
  count    = local.replicated
  provider = aws.replica

  description             = "${local.name}: copies of backups"
  enable_key_rotation     = true
  deletion_window_in_days = local.protected ? 30 : 7
}

module "backups_replica" {
  source    = "../modules/private-bucket"
  count     = local.replicated
  providers = { aws = aws.replica }

  name            = "${local.name}-backups-copy-${local.account_id}"
  encryption      = { kms_key_arn = aws_kms_key.replica[0].arn }
  lifecycle_rules = local.bucket_rules.backups
  force_destroy   = !local.protected
}

data "aws_iam_policy_document" "replication_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "replication" {
  count = local.replicated

  statement {
    sid       = "ReadTheSource"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [module.bucket["backups"].arn]
  }

  statement {
    sid       = "ReadTheObjects"
    actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    resources = ["${module.bucket["backups"].arn}/*"]
  }

  statement {
    sid       = "WriteTheCopies"
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["${module.backups_replica[0].arn}/*"]
  }

  statement {
    sid       = "Decrypt"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this["storage"].arn]
  }

  statement {
    sid       = "Encrypt"
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.replica[0].arn]
  }
}

resource "aws_iam_role" "replication" {
  count = local.replicated

  name               = "${local.name}-s3-replication"
  description        = "Lets S3 copy backups to the replica region."
  assume_role_policy = data.aws_iam_policy_document.replication_assume.json
}

resource "aws_iam_role_policy" "replication" {
  count = local.replicated

  name   = "copy-backups"
  role   = aws_iam_role.replication[0].id
  policy = data.aws_iam_policy_document.replication[0].json
}

resource "aws_s3_bucket_replication_configuration" "backups" {
  count = local.replicated

  bucket = module.bucket["backups"].name
  role   = aws_iam_role.replication[0].arn

  rule {
    id       = "all"
    status   = "Enabled"
    priority = 1

    filter {
      prefix = ""
    }

    delete_marker_replication {
      status = "Disabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = module.backups_replica[0].arn
      storage_class = "STANDARD_IA"

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.replica[0].arn
      }
    }
  }
}
