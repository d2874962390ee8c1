variable "single_nat_gateway" {
  description = "One NAT gateway for all zones instead of one per zone. Refused in prod."
  type        = bool
  default     = false

  validation {
    condition     = !(var.stage == "prod" && var.single_nat_gateway)
    error_message = "${local.stack}: single_nat_gateway must be false in prod: one zone's failure would cut off the others."
  }
}

variable "flow_log_retention_days" {
  description = "Days to keep flow logs: one of CloudWatch's steps, at least 30 in prod."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_log_retention_days)
    error_message = "${local.stack}: flow_log_retention_days ${var.flow_log_retention_days} is not one of CloudWatch's steps (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, ...)."
  }

  validation {
    condition     = !(var.stage == "prod" && var.flow_log_retention_days < 30)
    error_message = "${local.stack}: flow_log_retention_days must be at least 30 in prod."
  }
}

variable "interface_endpoints" {
  description = "Services that the private subnets reach without the internet, such as ecr.api; each costs by the hour."
  type        = set(string)
  default     = []
}
