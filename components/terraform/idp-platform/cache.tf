resource "aws_elasticache_subnet_group" "this" {
  name       = local.name
  subnet_ids = local.network.database_subnet_ids
}

resource "aws_elasticache_parameter_group" "this" {
  name        = "${local.name}-redis7"
  family      = "redis7"
  description = "Cluster mode; the least recently used key goes first."

  parameter {
    name  = "cluster-enabled"
    value = "yes"
  }

  parameter {
    name  = "maxmemory-policy"
    value = "allkeys-lru"
  }
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = local.name
  description          = "Fan-out, wake-ups and caching of ${local.stack}."
  engine               = "redis"
  engine_version       = var.cache.engine_version
  node_type            = var.cache.node_type
  port                 = local.ports.cache

  cluster_mode               = "enabled"
  num_node_groups            = var.cache.shards
  replicas_per_node_group    = var.cache.replicas_per_shard
  automatic_failover_enabled = true
  multi_az_enabled           = true

  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.this["data"].arn
  transit_encryption_enabled = true
  auth_token                 = aws_secretsmanager_secret_version.generated["redis"].secret_string

  parameter_group_name     = aws_elasticache_parameter_group.this.name
  subnet_group_name        = aws_elasticache_subnet_group.this.name
  security_group_ids       = [aws_security_group.store["cache"].id]
  snapshot_retention_limit = var.cache.snapshot_retention_days
  snapshot_window          = "03:00-04:00"
  maintenance_window       = "sun:05:00-sun:06:00"
}
