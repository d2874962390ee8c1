variable "noncurrent_version_days" {
  description = "Days to keep old versions of a state: 30 to 3650. They are how a state is found again after an accident."
  type        = number
  default     = 365

  validation {
    condition     = var.noncurrent_version_days >= 30 && var.noncurrent_version_days <= 3650
    error_message = "${local.stack}: noncurrent_version_days ${var.noncurrent_version_days} must lie between 30 and 3650."
  }
}

variable "deletion_protection" {
  description = "Whether the bucket refuses to go while it holds states. Mandatory in prod."
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
