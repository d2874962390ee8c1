resource "aws_db_subnet_group" "this" {
  name       = "${local.name}-standby"
  subnet_ids = var.network.database_subnet_ids
}

# Follows the primary across regions until it is promoted; then it stands alone and keeps its own backups.
resource "aws_db_instance" "standby" {
  identifier          = "${local.name}-standby"
  replicate_source_db = var.promoted ? null : var.primary.database.arn
  instance_class      = var.database.instance_class

  storage_encrypted = true
  kms_key_id        = aws_kms_replica_key.this["data"].arn

  multi_az               = true
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this["database"].id]

  backup_retention_period = var.promoted ? var.database.backup_retention_days : 0
  copy_tags_to_snapshot   = true
  deletion_protection     = local.protected
  skip_final_snapshot     = !(var.promoted && local.protected)

  final_snapshot_identifier = "${local.name}-standby-final-${formatdate("YYYYMMDDhhmmss", timestamp())}"

  # Each instance keeps the name of its last snapshot from when it was made: a second one must not meet the first's.
  lifecycle {
    ignore_changes = [final_snapshot_identifier]
  }
}
