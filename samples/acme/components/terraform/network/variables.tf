variable "tenant" {
  type = string
}

variable "environment" {
  type = string
}

variable "cidr" {
  description = "The address range of the whole network"
  type        = string
}

variable "zones" {
  description = "One subnet in each, in this order"
  type        = list(string)
}
