variable "deletion_protection" {
  description = "Whether database, load balancer, buckets, secrets and keys resist deletion. Mandatory in prod."
  type        = bool

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

variable "replica_region" {
  description = "Region that gets copies of the backups; null: none (refused in prod)."
  type        = string
  default     = null

  validation {
    condition     = var.replica_region != var.region
    error_message = "${local.stack}: replica_region must be another region than ${var.region}."
  }

  validation {
    condition     = var.stage != "prod" || var.replica_region != null
    error_message = "${local.stack}: replica_region must name a region in prod: backups have to leave the region."
  }
}

locals {
  # Anything that would be lost for good resists deletion while this holds.
  protected = var.deletion_protection && var.teardown == null
}
