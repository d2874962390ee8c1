variable "domain" {
  description = "Domain of the platform; its zone is made here and must be delegated to (output name_servers)."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "${local.stack}: domain \"${var.domain}\" is not a domain name in lower case."
  }
}

variable "traffic" {
  description = "Share of requests that each colour gets, in per cent; the two make 100."
  type = object({
    blue  = number
    green = number
  })
  default = { blue = 100, green = 0 }

  validation {
    condition     = var.traffic.blue >= 0 && var.traffic.green >= 0 && var.traffic.blue + var.traffic.green == 100
    error_message = "${local.stack}: traffic: blue (${var.traffic.blue}) and green (${var.traffic.green}) must make 100."
  }
}

variable "failover" {
  description = "Whether the application's DNS record is the primary of a failover pair; idp-dr makes the secondary."
  type        = bool
  default     = false
}

variable "serving" {
  description = "With failover: false sends everybody to the standby, however healthy this region is."
  type        = bool
  default     = true

  validation {
    condition     = var.serving || var.failover
    error_message = "${local.stack}: serving may only be false where failover is true: there is nobody else to serve."
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
