variable "name" {
  description = "Name of the firewall, and of the load balancer behind it."
  type        = string
}

variable "load_balancer_arn" {
  description = "The load balancer that only lets through what passes."
  type        = string
}

variable "request_limit" {
  description = "Requests that one address may make in five minutes before it is blocked."
  type        = number
}

variable "log_retention_days" {
  description = "Days to keep the log of what was looked at."
  type        = number
}

variable "log_key_arn" {
  description = "KMS key for that log."
  type        = string
}
