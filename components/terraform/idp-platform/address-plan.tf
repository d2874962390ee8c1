# Where the stack's network lies among all others. The same file in every component that builds a network.
variable "address_plan" {
  description = "Every stack's network, by the stack's name: IPv4 blocks /16 to /20 that do not overlap."
  type        = map(string)

  validation {
    condition     = contains(keys(var.address_plan), local.stack)
    error_message = "${local.stack}: address_plan has no block for this stack; add one in stacks/catalog/address-plan.yaml."
  }

  validation {
    condition     = alltrue([for block in values(var.address_plan) : can(regex("^[0-9.]+/(16|17|18|19|20)$", block)) && can(cidrhost(block, 0))])
    error_message = "${local.stack}: address_plan holds a malformed block (IPv4, /16 to /20): ${join(", ", [for stack, block in var.address_plan : "${stack} ${block}" if !(can(regex("^[0-9.]+/(16|17|18|19|20)$", block)) && can(cidrhost(block, 0)))])}."
  }

  validation {
    condition     = alltrue([for block in values(var.address_plan) : try(cidrhost(block, 0) == split("/", block)[0], true)])
    error_message = "${local.stack}: address_plan holds a block whose address has host bits set: ${join(", ", [for stack, block in var.address_plan : "${stack} ${block} (meant ${cidrhost(block, 0)}/${split("/", block)[1]}?)" if try(cidrhost(block, 0) != split("/", block)[0], false)])}."
  }

  # Two blocks overlap when they are the same network at the shorter of their prefixes. (A local that reads the
  # variable may not stand here, hence the expression twice.)
  validation {
    condition = alltrue(flatten([
      for i, a in keys(var.address_plan) : [
        for b in slice(keys(var.address_plan), i + 1, length(var.address_plan)) : try(
          cidrhost(format("%s/%d", split("/", var.address_plan[a])[0], min(split("/", var.address_plan[a])[1], split("/", var.address_plan[b])[1])), 0) !=
          cidrhost(format("%s/%d", split("/", var.address_plan[b])[0], min(split("/", var.address_plan[a])[1], split("/", var.address_plan[b])[1])), 0),
          true
        )
      ]
    ]))
    error_message = "${local.stack}: address_plan holds blocks that overlap: ${join("; ", flatten([
      for i, a in keys(var.address_plan) : [
        for b in slice(keys(var.address_plan), i + 1, length(var.address_plan)) :
        "${a} ${var.address_plan[a]} and ${b} ${var.address_plan[b]}" if try(
          cidrhost(format("%s/%d", split("/", var.address_plan[a])[0], min(split("/", var.address_plan[a])[1], split("/", var.address_plan[b])[1])), 0) ==
          cidrhost(format("%s/%d", split("/", var.address_plan[b])[0], min(split("/", var.address_plan[a])[1], split("/", var.address_plan[b])[1])), 0),
          false
        )
      ]
    ]))}."
  }
}

variable "availability_zones" {
  description = "Three zones of the region. Named, not looked up: a zone that opens later must not move subnets."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) == 3 && length(distinct(var.availability_zones)) == 3
    error_message = "${local.stack}: availability_zones must name three different zones, not [${join(", ", var.availability_zones)}]."
  }

  validation {
    condition     = alltrue([for zone in var.availability_zones : contains(lookup(local.zones_of_region, var.region, []), zone)])
    error_message = "${local.stack}: availability_zones: ${var.region} lacks ${join(", ", setsubtract(var.availability_zones, lookup(local.zones_of_region, var.region, [])))}; it has ${join(", ", lookup(local.zones_of_region, var.region, ["no zones known to address-plan.tf"]))}."
  }
}

locals {
  cidr = lookup(var.address_plan, local.stack, null)

  zones_of_region = {
    us-east-1    = formatlist("us-east-1%s", ["a", "b", "c", "d", "e", "f"])
    us-east-2    = formatlist("us-east-2%s", ["a", "b", "c"])
    us-west-2    = formatlist("us-west-2%s", ["a", "b", "c", "d"])
    eu-central-1 = formatlist("eu-central-1%s", ["a", "b", "c"])
    eu-west-1    = formatlist("eu-west-1%s", ["a", "b", "c"])
  }
}
