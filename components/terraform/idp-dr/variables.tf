variable "primary_region" {
  description = "Region that this one stands by for."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.primary_region)) && var.primary_region != var.region
    error_message = "${local.stack}: primary_region \"${var.primary_region}\" must be a region other than ${var.region}."
  }
}

variable "primary" {
  description = "The primary platform: outputs database, buckets, keys and zone of its idp-platform."
  type = object({
    database = object({ arn = string })
    buckets  = map(string)
    keys     = map(string)
    zone     = object({ id = string, domain = string })
  })

  validation {
    condition     = try(length(setsubtract(["artifacts", "techdocs"], keys(var.primary.buckets))) == 0 && length(setsubtract(["data", "storage"], keys(var.primary.keys))) == 0 && var.primary.database.arn != null && var.primary.zone.id != null, false)
    error_message = "${local.stack}: primary lacks its database, its zone, the buckets artifacts and techdocs or the keys data and storage: apply idp-platform in the primary region first."
  }
}

variable "network" {
  description = "The standby region's network (output `network` of the component vpc)."
  type = object({
    vpc_id              = string
    cidr                = string
    public_subnet_ids   = list(string)
    private_subnet_ids  = list(string)
    database_subnet_ids = list(string)
  })

  validation {
    condition     = var.network != null
    error_message = "${local.stack}: network is empty: it comes from the component vpc; apply that first."
  }
}

variable "promoted" {
  description = "Whether the standby's database is a primary of its own. There is no way back but to build the replica anew (`gaia workflow dr-failback`)."
  type        = bool
  default     = false
}

variable "serving" {
  description = "Whether the standby's load balancer lets requests in; until then it asks for patience."
  type        = bool
  default     = false

  validation {
    condition     = !var.serving || var.promoted
    error_message = "${local.stack}: serving may only be true where promoted is true: a replica cannot be written to."
  }
}

variable "request_limit" {
  description = "Requests that one address may make in five minutes before WAF blocks it: 100 to 20,000,000."
  type        = number
  default     = 2000

  validation {
    condition     = var.request_limit >= 100 && var.request_limit <= 20000000
    error_message = "${local.stack}: request_limit must lie between 100 and 20000000."
  }
}

variable "database" {
  description = "The standby database: class, and days to keep backups once promoted (1 to 35)."
  type = object({
    instance_class        = string
    backup_retention_days = number
  })

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.database.instance_class))
    error_message = "${local.stack}: database.instance_class \"${var.database.instance_class}\" is not a class such as db.m6g.large."
  }

  validation {
    condition     = var.database.backup_retention_days >= 1 && var.database.backup_retention_days <= 35
    error_message = "${local.stack}: database.backup_retention_days must lie between 1 and 35."
  }
}

variable "noncurrent_version_days" {
  description = "Days to keep old versions of objects: 1 to 3650."
  type        = number

  validation {
    condition     = var.noncurrent_version_days >= 1 && var.noncurrent_version_days <= 3650
    error_message = "${local.stack}: noncurrent_version_days must lie between 1 and 3650."
  }
}

variable "log_retention_days" {
  description = "Days to keep CloudWatch logs: one of its steps."
  type        = number

  validation {
    condition     = contains([30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "${local.stack}: log_retention_days ${var.log_retention_days} is not one of CloudWatch's steps from 30."
  }
}

variable "alarm_emails" {
  description = "Who hears of alarms. Each address has to confirm once."
  type        = set(string)

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "${local.stack}: alarm_emails holds something that is not a mail address."
  }
}

variable "deletion_protection" {
  description = "Whether database, load balancer, buckets and keys resist deletion. Mandatory in prod."
  type        = bool
  default     = true

  validation {
    condition     = var.stage != "prod" || var.deletion_protection
    error_message = "${local.stack}: deletion_protection must be true in prod. To take prod down, set teardown to the stack's name."
  }
}

variable "teardown" {
  description = "The stack's own name, typed, lifts deletion protection for one apply before a destroy; null otherwise."
  type        = string
  default     = null

  validation {
    condition     = var.teardown == null || var.teardown == local.stack
    error_message = "${local.stack}: teardown is \"${coalesce(var.teardown, "-")}\", not this stack's name: nothing is unprotected."
  }
}

locals {
  protected = var.deletion_protection && var.teardown == null
}
