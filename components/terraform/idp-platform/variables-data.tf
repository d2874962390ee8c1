variable "database" {
  description = "PostgreSQL on RDS. Storage in GB; backup_retention_days 1 to 35; read_replicas 0 to 5."
  type = object({
    engine_version           = string
    instance_class           = string
    allocated_storage_gb     = number
    max_allocated_storage_gb = number
    multi_az                 = bool
    backup_retention_days    = number
    read_replicas            = optional(number, 0)
  })

  validation {
    condition     = var.stage != "prod" || var.database.multi_az
    error_message = "${local.stack}: database.multi_az must be true in prod."
  }

  validation {
    condition     = var.database.backup_retention_days >= (var.stage == "prod" ? 14 : 1) && var.database.backup_retention_days <= 35
    error_message = "${local.stack}: database.backup_retention_days ${var.database.backup_retention_days} must lie between ${var.stage == "prod" ? 14 : 1} and 35."
  }

  validation {
    condition     = var.database.allocated_storage_gb >= 20 && var.database.max_allocated_storage_gb >= ceil(var.database.allocated_storage_gb * 1.1)
    error_message = "${local.stack}: database.allocated_storage_gb must be at least 20, and max_allocated_storage_gb at least a tenth more (AWS's own rule)."
  }

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.database.instance_class))
    error_message = "${local.stack}: database.instance_class \"${var.database.instance_class}\" is not a class such as db.m6g.large."
  }

  validation {
    condition     = var.database.read_replicas >= 0 && var.database.read_replicas <= 5
    error_message = "${local.stack}: database.read_replicas must lie between 0 and 5."
  }
}

variable "restore_snapshot" {
  description = "Snapshot (identifier or ARN) that the database is made anew from, as in a failback; null: leave it as it is."
  type        = string
  default     = null
}

variable "cache" {
  description = "Redis on ElastiCache in cluster mode: shards 1 to 20, replicas_per_shard 1 to 5 (failover needs one), snapshots 0 to 35 days."
  type = object({
    engine_version          = string
    node_type               = string
    shards                  = number
    replicas_per_shard      = number
    snapshot_retention_days = number
  })

  validation {
    condition     = var.cache.shards >= 1 && var.cache.shards <= 20 && var.cache.replicas_per_shard >= 1 && var.cache.replicas_per_shard <= 5
    error_message = "${local.stack}: cache: shards must lie between 1 and 20, replicas_per_shard between 1 and 5."
  }

  validation {
    condition     = var.cache.snapshot_retention_days >= 0 && var.cache.snapshot_retention_days <= 35
    error_message = "${local.stack}: cache.snapshot_retention_days must lie between 0 and 35."
  }

  validation {
    condition     = can(regex("^cache\\.[a-z0-9]+\\.[a-z0-9]+$", var.cache.node_type))
    error_message = "${local.stack}: cache.node_type \"${var.cache.node_type}\" is not a type such as cache.m6g.large."
  }
}

variable "storage" {
  description = "How long the buckets keep things, in days: old versions (all buckets), log objects, backup objects."
  type = object({
    noncurrent_version_days = number
    logs_expire_days        = number
    backups_expire_days     = number
  })

  validation {
    condition     = alltrue([for days in values(var.storage) : days >= 1 && days <= 3650])
    error_message = "${local.stack}: storage: every number of days must lie between 1 and 3650."
  }

  validation {
    condition     = var.storage.backups_expire_days > 30
    error_message = "${local.stack}: storage.backups_expire_days must be more than 30, when backups are archived."
  }

  validation {
    condition     = var.stage != "prod" || var.storage.logs_expire_days >= 365
    error_message = "${local.stack}: storage.logs_expire_days must be at least 365 in prod."
  }
}

variable "backup" {
  description = "AWS Backup: days to keep daily and monthly restore points (0: no monthly ones), here and in the replica region."
  type = object({
    daily_retention_days   = number
    monthly_retention_days = number
  })

  validation {
    condition     = var.backup.daily_retention_days >= (var.stage == "prod" ? 30 : 1) && var.backup.daily_retention_days <= 3650
    error_message = "${local.stack}: backup.daily_retention_days must lie between ${var.stage == "prod" ? 30 : 1} and 3650."
  }

  validation {
    condition     = var.backup.monthly_retention_days == 0 || var.backup.monthly_retention_days > 31 && var.backup.monthly_retention_days <= 3650
    error_message = "${local.stack}: backup.monthly_retention_days must be 0 or lie between 32 and 3650."
  }
}
