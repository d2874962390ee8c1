variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "region" {
  description = "Region of the network; names the endpoints' services."
  type        = string
}

variable "cidr" {
  description = "The VPC's block, /16 to /20. Each zone gets a sixteenth of it for each of the three tiers."
  type        = string
}

variable "availability_zones" {
  description = "Three zones."
  type        = list(string)
}

variable "single_nat_gateway" {
  description = "One NAT gateway for all zones (cheap) instead of one per zone (survives a zone)."
  type        = bool
}

variable "flow_log_retention_days" {
  description = "Days to keep flow logs."
  type        = number
}

variable "log_key_arn" {
  description = "KMS key for the flow logs' group."
  type        = string
}

variable "interface_endpoints" {
  description = "Services reached over an endpoint in the private subnets, such as ecr.api."
  type        = set(string)
  default     = []
}
