# Made once by Secrets Manager's generator and kept: the data source gives another value at every plan, hence
# ignore_changes. Replacing a version rotates it.
locals {
  generated_secrets = {
    redis     = "Password of the cache."
    bootstrap = "Lets the first administrator in (Gaia:Access:BootstrapSecret)."
  }

  # What the application reads: its own secrets and the database's password, which RDS made.
  secret_arns = {
    bootstrap = aws_secretsmanager_secret.generated["bootstrap"].arn
    redis     = aws_secretsmanager_secret.redis_connection.arn
    database  = aws_db_instance.primary.master_user_secret[0].secret_arn
  }
}

data "aws_secretsmanager_random_password" "generated" {
  for_each = local.generated_secrets

  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "generated" {
  for_each = local.generated_secrets

  name                    = "${local.name}/${each.key}"
  description             = each.value
  kms_key_id              = aws_kms_key.this["data"].arn
  recovery_window_in_days = local.protected ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "generated" {
  for_each = local.generated_secrets

  secret_id     = aws_secretsmanager_secret.generated[each.key].id
  secret_string = data.aws_secretsmanager_random_password.generated[each.key].random_password

  lifecycle {
    ignore_changes = [secret_string]
  }
}

# The client takes its password from nowhere but the connection string.
resource "aws_secretsmanager_secret" "redis_connection" {
  name                    = "${local.name}/redis-connection"
  description             = "Connection string of the cache, password included."
  kms_key_id              = aws_kms_key.this["data"].arn
  recovery_window_in_days = local.protected ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "redis_connection" {
  secret_id     = aws_secretsmanager_secret.redis_connection.id
  secret_string = "${aws_elasticache_replication_group.this.configuration_endpoint_address}:${aws_elasticache_replication_group.this.port},ssl=true,password=${aws_secretsmanager_secret_version.generated["redis"].secret_string}"
}
