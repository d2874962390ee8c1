resource "aws_db_subnet_group" "this" {
  name       = local.name
  subnet_ids = local.network.database_subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name        = "${local.name}-postgres${local.postgres_major}"
  family      = "postgres${local.postgres_major}"
  description = "TLS only; statements slower than half a second are logged."

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }

  lifecycle {
    create_before_destroy = true
  }
}

data "aws_iam_policy_document" "database_monitoring_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "database_monitoring" {
  name               = "${local.name}-rds-monitoring"
  description        = "Lets RDS publish the operating system's metrics."
  assume_role_policy = data.aws_iam_policy_document.database_monitoring_assume.json
}

resource "aws_iam_role_policy_attachment" "database_monitoring" {
  role       = aws_iam_role.database_monitoring.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

locals {
  postgres_major = split(".", var.database.engine_version)[0]
}

resource "aws_db_instance" "primary" {
  identifier     = "${local.name}-primary"
  engine         = "postgres"
  engine_version = var.database.engine_version
  instance_class = var.database.instance_class

  allocated_storage     = var.database.allocated_storage_gb
  max_allocated_storage = var.database.max_allocated_storage_gb
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.this["data"].arn

  snapshot_identifier = var.restore_snapshot

  # RDS makes the password, keeps it in Secrets Manager and rotates it: it is in no state and no plan.
  db_name                             = "gaia"
  username                            = "gaia"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.this["data"].key_id
  iam_database_authentication_enabled = true

  multi_az               = var.database.multi_az
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  parameter_group_name   = aws_db_parameter_group.this.name
  vpc_security_group_ids = [aws_security_group.store["database"].id]

  backup_retention_period    = var.database.backup_retention_days
  backup_window              = "02:00-03:00"
  maintenance_window         = "sun:04:00-sun:05:00"
  copy_tags_to_snapshot      = true
  auto_minor_version_upgrade = true
  deletion_protection        = local.protected
  skip_final_snapshot        = !local.protected
  final_snapshot_identifier  = "${local.name}-final-${formatdate("YYYYMMDDhhmmss", timestamp())}"

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.this["data"].arn
  performance_insights_retention_period = 7
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.database_monitoring.arn
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]

  # Each instance keeps the name of its last snapshot from when it was made: a second one must not meet the first's.
  lifecycle {
    ignore_changes = [final_snapshot_identifier]
  }

  depends_on = [aws_cloudwatch_log_group.database]
}

resource "aws_cloudwatch_log_group" "database" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${local.name}-primary/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this["logs"].arn
}

resource "aws_db_instance" "replica" {
  count = var.database.read_replicas

  identifier             = "${local.name}-replica-${count.index + 1}"
  replicate_source_db    = aws_db_instance.primary.identifier
  instance_class         = var.database.instance_class
  storage_encrypted      = true
  publicly_accessible    = false
  vpc_security_group_ids = [aws_security_group.store["database"].id]
  deletion_protection    = local.protected
  copy_tags_to_snapshot  = true
  skip_final_snapshot    = true

  # RDS turns the replicas of a database that goes into databases of their own.
  lifecycle {
    replace_triggered_by = [aws_db_instance.primary.resource_id]
  }
}
