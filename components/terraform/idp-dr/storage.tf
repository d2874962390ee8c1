# Copies of what the application reads: artifacts and published pages. (Copies of backups are the primary's own work.)
locals {
  copied_buckets = toset(["artifacts", "techdocs"])
}

module "bucket" {
  source   = "../modules/private-bucket"
  for_each = local.copied_buckets

  name          = "${local.name}-${each.key}-${local.account_id}"
  encryption    = { kms_key_arn = aws_kms_replica_key.this["storage"].arn }
  force_destroy = !local.protected

  lifecycle_rules = [{ id = "all", noncurrent_version_days = var.noncurrent_version_days }]
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
  statement {
    sid       = "ReadTheSources"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [for purpose in local.copied_buckets : "arn:${local.partition}:s3:::${var.primary.buckets[purpose]}"]
  }

  statement {
    sid       = "ReadTheObjects"
    actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    resources = [for purpose in local.copied_buckets : "arn:${local.partition}:s3:::${var.primary.buckets[purpose]}/*"]
  }

  statement {
    sid       = "WriteTheCopies"
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = [for bucket in module.bucket : "${bucket.arn}/*"]
  }

  statement {
    sid       = "Decrypt"
    actions   = ["kms:Decrypt"]
    resources = [var.primary.keys["storage"]]
  }

  statement {
    sid       = "Encrypt"
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_replica_key.this["storage"].arn]
  }
}

resource "aws_iam_role" "replication" {
  name               = "${local.name}-s3-replication"
  description        = "Lets S3 copy objects from the primary region."
  assume_role_policy = data.aws_iam_policy_document.replication_assume.json
}

resource "aws_iam_role_policy" "replication" {
  name   = "copy-objects"
  role   = aws_iam_role.replication.id
  policy = data.aws_iam_policy_document.replication.json
}

resource "aws_s3_bucket_replication_configuration" "this" {
  for_each = local.copied_buckets
  provider = aws.primary

  bucket = var.primary.buckets[each.key]
  role   = aws_iam_role.replication.arn

  rule {
    id       = "standby"
    status   = "Enabled"
    priority = 1

    filter {
      prefix = ""
    }

    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = module.bucket[each.key].arn
      storage_class = "STANDARD"

      encryption_configuration {
        replica_kms_key_id = aws_kms_replica_key.this["storage"].arn
      }
    }
  }

  # Only a versioned copy can be replicated to.
  depends_on = [module.bucket]
}
