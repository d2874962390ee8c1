variable "network" {
  description = "An existing network (output `network` of the component vpc); null: the platform makes its own."
  type = object({
    vpc_id              = string
    cidr                = string
    public_subnet_ids   = list(string)
    private_subnet_ids  = list(string)
    database_subnet_ids = list(string)
  })
  default = null

  validation {
    condition     = var.stage == "dev" || var.network != null
    error_message = "${local.stack}: network is empty: outside dev it comes from the component vpc; apply that first."
  }
}

variable "single_nat_gateway" {
  description = "For a network of its own: one NAT gateway instead of one per zone. Refused in prod."
  type        = bool
  default     = false

  validation {
    condition     = !(var.stage == "prod" && var.single_nat_gateway)
    error_message = "${local.stack}: single_nat_gateway must be false in prod: one zone's failure would cut off the others."
  }
}
