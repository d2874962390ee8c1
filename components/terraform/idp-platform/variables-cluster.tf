variable "cluster" {
  description = "The EKS control plane. endpoint_public_access_cidrs limit who reaches a public endpoint; log_retention_days is one of CloudWatch's steps."
  type = object({
    version                      = string
    endpoint_public_access       = optional(bool, false)
    endpoint_public_access_cidrs = optional(list(string), [])
    log_retention_days           = number
  })

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.cluster.version))
    error_message = "${local.stack}: cluster.version \"${var.cluster.version}\" is not a Kubernetes version such as 1.31."
  }

  validation {
    condition     = !var.cluster.endpoint_public_access || length(var.cluster.endpoint_public_access_cidrs) > 0 && !contains(var.cluster.endpoint_public_access_cidrs, "0.0.0.0/0")
    error_message = "${local.stack}: cluster.endpoint_public_access needs endpoint_public_access_cidrs, and not 0.0.0.0/0."
  }

  validation {
    condition     = alltrue([for block in var.cluster.endpoint_public_access_cidrs : can(cidrhost(block, 0))])
    error_message = "${local.stack}: cluster.endpoint_public_access_cidrs holds a malformed block: ${join(", ", [for block in var.cluster.endpoint_public_access_cidrs : block if !can(cidrhost(block, 0))])}."
  }

  validation {
    condition     = contains(local.log_retention_steps, var.cluster.log_retention_days)
    error_message = "${local.stack}: cluster.log_retention_days ${var.cluster.log_retention_days} is not one of CloudWatch's steps: ${join(", ", local.log_retention_steps)}."
  }
}

variable "node_groups" {
  description = "Managed node groups by name. Sizes are numbers of nodes; taints keep off whatever does not tolerate them."
  type = map(object({
    capacity_type  = optional(string, "ON_DEMAND")
    instance_types = list(string)
    min_size       = number
    desired_size   = number
    max_size       = number
    disk_gb        = optional(number, 50)
    labels         = optional(map(string), {})
    taints         = optional(list(object({ key = string, value = string, effect = string })), [])
  }))

  validation {
    condition     = length(var.node_groups) > 0
    error_message = "${local.stack}: node_groups is empty: the cluster needs at least one."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : 0 <= group.min_size && group.min_size <= group.desired_size && group.desired_size <= group.max_size && group.max_size <= 100])
    error_message = "${local.stack}: node_groups: sizes must hold 0 <= min <= desired <= max <= 100; wrong in ${join(", ", [for name, group in var.node_groups : name if !(0 <= group.min_size && group.min_size <= group.desired_size && group.desired_size <= group.max_size && group.max_size <= 100)])}."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : contains(["ON_DEMAND", "SPOT"], group.capacity_type)])
    error_message = "${local.stack}: node_groups: capacity_type must be ON_DEMAND or SPOT."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : group.capacity_type == "ON_DEMAND" || length(group.instance_types) > 1])
    error_message = "${local.stack}: node_groups: a SPOT group needs several instance_types to find capacity."
  }

  validation {
    condition     = var.stage != "prod" || anytrue([for group in values(var.node_groups) : group.capacity_type == "ON_DEMAND" && group.min_size >= 3])
    error_message = "${local.stack}: node_groups: prod needs an ON_DEMAND group with min_size 3 or more, one node per zone."
  }
}
