variable "tenant" {
  type = string
}

variable "environment" {
  type = string
}

variable "engine" {
  type = string
}

variable "size_gb" {
  type = number
}

variable "backup_days" {
  type = number
}

variable "allowed_from" {
  description = "The address range that may connect"
  type        = string
}

variable "password" {
  description = "Nothing listens there; it shows that secrets stay hidden in plans, logs and outputs"
  type        = string
  default     = "not-a-real-password"
  sensitive   = true
}
