variable "log_retention_days" {
  description = "Days to keep CloudWatch logs: one of its steps, at least 90 in prod."
  type        = number

  validation {
    condition     = contains(local.log_retention_steps, var.log_retention_days)
    error_message = "${local.stack}: log_retention_days ${var.log_retention_days} is not one of CloudWatch's steps: ${join(", ", local.log_retention_steps)}."
  }

  validation {
    condition     = var.stage != "prod" || var.log_retention_days >= 90
    error_message = "${local.stack}: log_retention_days must be at least 90 in prod."
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

variable "budget_emails" {
  description = "Who hears of a budget about to be spent: 1 to 10 mail addresses."
  type        = set(string)

  validation {
    condition     = length(var.budget_emails) >= 1 && length(var.budget_emails) <= 10 && alltrue([for address in var.budget_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "${local.stack}: budget_emails must hold 1 to 10 mail addresses."
  }
}

variable "monthly_budget_usd" {
  description = "What the stack may cost in a month, in US dollars."
  type        = number

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "${local.stack}: monthly_budget_usd must be more than 0."
  }
}

locals {
  log_retention_steps = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
}
